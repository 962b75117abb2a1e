import { appOrigin } from './renderer-files.ts';

/** Whether a page may go there: our own origin, judged by a URL parser and not by the text's beginning. */
export function isOwnUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, username, password } = new URL(url);
  return `${protocol}//${host}` === appOrigin && username === '' && password === '';
}
