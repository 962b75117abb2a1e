import path from 'node:path';
import type { App } from 'electron';

const scheme = 'techbench';
const linkPattern = /^techbench:\/\/ticket\/([1-9][0-9]{0,14})\/?$/;

/**
 * The place in the console that a link names, or null. The grammar is closed: a link opens a ticket by
 * its number and can do nothing else, whatever it looks like.
 */
export function parseDeepLink(text: unknown): string | null {
  if (typeof text !== 'string') return null;
  const match = linkPattern.exec(text);
  return match ? `ticket/${match[1]}` : null;
}

/**
 * The link on a command line: the one argument after `--`, where the system's registration puts it.
 * Anything before `--` is a switch that somebody may have smuggled in, and two links are none.
 */
export function deepLinkInArguments(argv: readonly string[]): string | null {
  const separator = argv.indexOf('--');
  const [link, ...others] = separator === -1 ? [] : argv.slice(separator + 1);
  return others.length === 0 && parseDeepLink(link) !== null ? link! : null;
}

/** Links that macOS hands to the running application; the others arrive as arguments. */
export function receiveDeepLinks(app: App, open: (link: string) => void): void {
  app.on('open-url', (event, url) => {
    event.preventDefault();
    if (parseDeepLink(url) !== null) open(url);
  });
}

/** Makes `techbench://` links ours. From source the registration must name this folder too. */
export function claimDeepLinks(app: App): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(scheme, process.execPath, ['--']);
  else if (process.platform === 'win32') {
    app.setAsDefaultProtocolClient(scheme, process.execPath, [path.resolve(app.getAppPath()), '--']);
  }
}
