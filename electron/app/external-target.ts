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
