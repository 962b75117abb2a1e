import { dialog, shell, type BrowserWindow } from 'electron';

export type ExternalTarget =
  | { readonly kind: 'web'; readonly url: string; readonly host: string }
  | { readonly kind: 'mail'; readonly url: string; readonly address: string }
  | { readonly kind: 'refused' };

const refused: ExternalTarget = { kind: 'refused' };
const harmlessMailFields = new Set(['subject', 'body', 'cc']);
/** Control characters, spaces and backslashes: programs that receive a URL disagree about each of them. */
// The range names control characters on purpose: they are what must not get through.
// eslint-disable-next-line no-control-regex
const unsafeCharacters = /[\u0000-\u0020\u007f-\u009f\\<>"`{}|^]/u;

/** What a link may be handed to the system as: a web page over TLS, a new mail, or nothing at all. */
export function classifyExternal(text: string): ExternalTarget {
  if (unsafeCharacters.test(text) || !URL.canParse(text)) return refused;
  const url = new URL(text);
  if (url.protocol === 'https:') {
    if (url.username !== '' || url.password !== '' || url.host === '') return refused;
    return { kind: 'web', url: url.href, host: url.host };
  }
  if (url.protocol === 'mailto:') {
    const plain = [...url.searchParams.keys()].every((name) => harmlessMailFields.has(name.toLowerCase()));
    if (!plain || !/^[^@/?]+@[^@/?]+$/.test(url.pathname)) return refused;
    return { kind: 'mail', url: url.href, address: url.pathname };
  }
  return refused;
}

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
