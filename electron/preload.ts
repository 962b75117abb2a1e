import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { callChannel, pushChannel } from './ipc/channels.ts';

/**
 * The whole surface of the window. Only text crosses to main, and what comes back is rebuilt from text,
 * so neither side ever holds an object of the other; a `__proto__` member is dropped on the way.
 */
function rebuild(text: string): unknown {
  if (!text.includes('"__proto__"')) return JSON.parse(text);
  return JSON.parse(text, (key, value: unknown) => (key === '__proto__' ? undefined : value));
}

contextBridge.exposeInMainWorld('techbench', {
  async call(path: unknown, input: unknown): Promise<unknown> {
    const answer: unknown = await ipcRenderer.invoke(callChannel, String(path), JSON.stringify(input ?? {}));
    return rebuild(String(answer));
  },
  subscribe(listener: unknown): () => void {
    if (typeof listener !== 'function') throw new TypeError('subscribe takes a function');
    const forward = (_event: IpcRendererEvent, text: unknown): void => {
      listener(rebuild(String(text)));
    };
    ipcRenderer.on(pushChannel, forward);
    return () => {
      ipcRenderer.removeListener(pushChannel, forward);
    };
  },
});
