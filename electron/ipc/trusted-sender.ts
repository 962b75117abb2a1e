/** The facts about a sender that decide; read in the same tick as the message, later they may be gone. */
export interface SenderFrame {
  readonly origin: string;
  readonly detached?: boolean;
  readonly parent: unknown;
}

export interface Sender {
  readonly senderFrame: SenderFrame | null;
  readonly sender: { readonly id: number };
}

/**
 * Only the top frame of one of our windows, showing the application itself, may call. A sub-frame,
 * a page from elsewhere, `about:blank` or a frame that has already gone may not.
 */
export function isTrustedSender(
  event: Sender,
  trusted: { readonly origin: string; readonly isOwnWindow: (webContentsId: number) => boolean },
): boolean {
  const frame = event.senderFrame;
  if (!frame || frame.detached === true || frame.parent !== null) return false;
  return frame.origin === trusted.origin && trusted.isOwnWindow(event.sender.id);
}
