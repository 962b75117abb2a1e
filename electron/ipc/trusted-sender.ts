/** The facts about a sender that decide; read in the same tick as the message, later they may be gone. */
export interface SenderFrame {
  readonly origin: string;
  readonly parent: unknown;
}

export interface Sender {
  readonly senderFrame: SenderFrame | null;
  readonly sender: { readonly id: number; readonly mainFrame: SenderFrame };
}

/**
 * Only the top frame of one of our windows, showing the application itself, may call. A sub-frame, a page
 * from elsewhere, `about:blank` or a frame that the window has since left may not.
 */
export function isTrustedSender(
  { senderFrame: frame, sender }: Sender,
  trusted: { readonly origin: string; readonly isOwnWindow: (webContentsId: number) => boolean },
): boolean {
  // Being the window's top frame of this very moment is also the test for a detached one: the flag of that
  // name stays set on the healthy frame after a crash (seen in Electron 33).
  if (!frame || frame !== sender.mainFrame || frame.parent !== null) return false;
  return frame.origin === trusted.origin && trusted.isOwnWindow(sender.id);
}
