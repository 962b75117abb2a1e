import type { IpcMain, WebContents } from 'electron';
import { failure } from '../../shared/envelope.ts';
import type { PushEvent } from '../../shared/events.ts';
import { callChannel, pushChannel } from './channels.ts';
import type { Door } from './mount-contract.ts';
import { isTrustedSender } from './trusted-sender.ts';

const refused = JSON.stringify(failure('forbidden', 'This page may not call Techbench.'));

/** Puts the door on its one channel. The sender is judged before anything else, in the same tick. */
export function openDoor(
  ipcMain: IpcMain,
  door: Door,
  trusted: Parameters<typeof isTrustedSender>[1],
  onRefused: (origin: string) => void,
): void {
  ipcMain.handle(callChannel, (event, path: unknown, inputText: unknown) => {
    if (!isTrustedSender(event, trusted)) {
      onRefused(event.senderFrame?.origin ?? 'a frame that has gone');
      return refused;
    }
    return door(path, inputText);
  });
}

/** Tells a window what changed; a window that is closing or has crashed simply does not hear it. */
export function pushTo(contents: WebContents | undefined, event: PushEvent): void {
  if (!contents || contents.isDestroyed() || contents.isCrashed()) return;
  contents.send(pushChannel, JSON.stringify(event));
}
