import { dialog, shell, type BrowserWindow } from 'electron';
import { classifyExternal } from './external-target.ts';

/** Opens links outside, asking once a session for each host (a ticket's text may come from anybody). */
export function createLinkOpener(window: () => BrowserWindow | undefined) {
  const approved = new Set<string>();

  async function ask(host: string, url: string): Promise<boolean> {
    const question = {
      type: 'question' as const,
      message: `Open ${host} in the browser?`,
      detail: url.length > 300 ? `${url.slice(0, 300)}…` : url,
      buttons: ['Open', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    };
    const parent = window();
    const { response } = await (parent
      ? dialog.showMessageBox(parent, question)
      : dialog.showMessageBox(question));
    return response === 0;
  }

  return async (text: string): Promise<{ opened: boolean }> => {
    const target = classifyExternal(text);
    if (target.kind === 'refused') return { opened: false };
    if (target.kind === 'web' && !approved.has(target.host)) {
      if (!(await ask(target.host, target.url))) return { opened: false };
      approved.add(target.host);
    }
    await shell.openExternal(target.url);
    return { opened: true };
  };
}
