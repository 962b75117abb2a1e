import { appOrigin, codePage, safePage, startPage } from './renderer-files.ts';

const pages = new Set([startPage, codePage, safePage].map((page) => new URL(page).pathname));

/** Whether a page may go there: one of our own pages, judged by a URL parser and not by how it begins. */
export function isOwnUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host, pathname, username, password } = new URL(url);
  const origin = `${protocol}//${host}`;
  return origin === appOrigin && pages.has(pathname) && username === '' && password === '';
}
