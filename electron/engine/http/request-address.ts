import type { IncomingMessage } from 'node:http';

/** What was asked for, undecoded: before the question mark and behind it. */
export function targetOf({ url = '/' }: IncomingMessage): { path: string; query: string } {
  const mark = url.indexOf('?');
  return mark === -1 ? { path: url, query: '' } : { path: url.slice(0, mark), query: url.slice(mark + 1) };
}

/**
 * The absolute address that a request was sent to, without its query: links to other pages start from it.
 * The guard has let its Host in; a program may have left the port out, a link must not.
 */
export function addressOf(request: IncomingMessage, path: string): string {
  const host = request.headers.host?.toLowerCase() ?? '';
  const named = /:\d+$/.test(host) ? host : `${host}:${request.socket.localPort}`;
  return `http://${named}${path}`;
}
