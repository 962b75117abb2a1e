import type { ChannelSettings } from '../../../../../shared/channel.ts';
import type { PushEvent } from '../../../../../shared/events.ts';
import type { Sender } from './sender.ts';

export interface DesktopDeps {
  readonly push: (event: PushEvent) => void;
  /** A console stands beside the engine and can show something. */
  readonly hasConsole: boolean;
}

/** Hands it to the console on this machine, which shows it as the system's own notification. */
export function createDesktopSender({
  push,
  hasConsole,
}: DesktopDeps): Sender<Extract<ChannelSettings, { kind: 'desktop' }>> {
  return ({ message }) => {
    if (!hasConsole) {
      return Promise.resolve({
        outcome: 'refused',
        words: 'This engine runs without a console; there is no desktop to show it on.',
      });
    }
    const { id, subject, text, items } = message;
    push({ type: 'notice', notice: { id, title: subject, body: text, link: items[0]?.link ?? null } });
    return Promise.resolve({ outcome: 'sent', words: 'Handed to the console on this machine.' });
  };
}
