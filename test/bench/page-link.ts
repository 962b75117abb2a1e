/** Just enough of the DevTools protocol to look into a page and press its keys. */
export interface PageLink {
  evaluate<T>(expression: string): Promise<T>;
  press(key: string): Promise<void>;
  close(): void;
}

interface Reply {
  readonly id: number;
  readonly result?: { readonly result?: { readonly value?: unknown }; readonly exceptionDetails?: unknown };
  readonly error?: { readonly message: string };
}

/** Links up with the first page of a Chromium that listens for debuggers on this port. */
export async function linkPage(port: string): Promise<PageLink> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const targets = (await answer.json()) as { type: string; webSocketDebuggerUrl: string }[];
  const target = targets.find((each) => each.type === 'page');
  if (!target) throw new Error('there is no page');
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  const waiting = new Map<number, (reply: Reply) => void>();
  socket.addEventListener('message', (message) => {
    const reply = JSON.parse(String(message.data)) as Reply;
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  let last = 0;
  const send = (method: string, params: object): Promise<Reply> =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      waiting.set(id, (reply) => (reply.error ? reject(new Error(reply.error.message)) : resolve(reply)));
      socket.send(JSON.stringify({ id, method, params }));
    });
  return {
    async evaluate<T>(expression: string): Promise<T> {
      const reply = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      if (reply.result?.exceptionDetails) throw new Error(JSON.stringify(reply.result.exceptionDetails));
      return reply.result?.result?.value as T;
    },
    async press(key) {
      const isLetter = key.length === 1;
      const known = { key, code: isLetter ? `Key${key.toUpperCase()}` : key };
      const code = isLetter ? key.toUpperCase().codePointAt(0) : 27;
      const virtual = { windowsVirtualKeyCode: code, nativeVirtualKeyCode: code };
      await send('Input.dispatchKeyEvent', {
        type: isLetter ? 'keyDown' : 'rawKeyDown',
        ...known,
        ...virtual,
        ...(isLetter ? { text: key } : {}),
      });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', ...known, ...virtual });
    },
    close: () => socket.close(),
  };
}
