import type { IncomingMessage } from 'node:http';

/**
 * The absolute address that a request was sent to, without its query: links to other pages start from it.
 * The guard has let its Host in; a program may have left the port out, a link must not.
 */
export function addressOf(request: IncomingMessage, path: string): string {
  const host = request.headers.host ?? '';
  const named = /:\d+$/.test(host) ? host : `${host}:${request.socket.localPort}`;
  return `http://${named}${path}`;
}
