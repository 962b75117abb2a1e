import type { App } from 'electron';
import { parseDeepLink } from './deep-links.ts';

/**
 * Claims the profile for this process. False means that another one has it: it is told to come forward
 * (with the link this start was given, if any) and this process must end.
 */
export function claimSingleInstance(
  app: App,
  link: string | null,
  onSecondStart: (link: string | null) => void,
): boolean {
  // The event's own argv may be reordered on the way, so the link travels beside it and is checked again.
  app.on('second-instance', (_event, _argv, _cwd, data: unknown) => {
    const text = typeof data === 'object' && data !== null && 'link' in data ? data.link : null;
    onSecondStart(typeof text === 'string' && parseDeepLink(text) !== null ? text : null);
  });
  return app.requestSingleInstanceLock({ link });
}
