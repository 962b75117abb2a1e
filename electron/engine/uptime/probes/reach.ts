import type { Socket } from 'node:net';
import { EgressError } from '../../egress/egress-error.ts';

export interface Reached<S extends Socket> {
  readonly socket: S;
  /** From the first look-up to the connection. */
  readonly ms: number;
}

/**
 * Opens a connection and waits until it stands; whoever asked for it closes it.
 * @throws EgressError, or what the socket met
 */
export function reach<S extends Socket>(
  open: () => S,
  stands: 'connect' | 'secureConnect',
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal },
): Promise<Reached<S>> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const socket = open();
    const fail = (error: unknown): void => {
      done();
      socket.destroy();
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const giveUp = (): void => fail(new EgressError('aborted', 'The connection was given up.'));
    const deadline = setTimeout(() => fail(new EgressError('timeout', 'Connection timed out.')), timeoutMs);
    const done = (): void => {
      clearTimeout(deadline);
      signal?.removeEventListener('abort', giveUp);
      // A late error of a socket that nobody needs is nobody's business.
      socket.on('error', () => {});
    };
    socket.once('error', fail);
    socket.once(stands, () => {
      done();
      resolve({ socket, ms: performance.now() - startedAt });
    });
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted) giveUp();
  });
}
