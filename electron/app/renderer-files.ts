import { readFileSync } from 'node:fs';
import path from 'node:path';

export const appScheme = 'app';
export const appOrigin = `${appScheme}://techbench`;
export const startPage = `${appOrigin}/index.html`;
export const codePage = `${appOrigin}/code-window.html`;
export const safePage = `${appOrigin}/safe-page.html`;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

export interface RendererFile {
  readonly file: string;
  readonly contentType: string;
}

export interface RendererFiles {
  /** The file behind a URL, or null: a URL names a file of the build exactly, or it names nothing. */
  find(url: string): RendererFile | null;
}

/** Reads the list that the build wrote; what appears in the folder later is never served. */
export function loadRendererFiles(folder: string): RendererFiles {
  const names = JSON.parse(readFileSync(path.join(folder, 'files.json'), 'utf8')) as string[];
  return createRendererFiles(folder, names);
}

export function createRendererFiles(folder: string, names: readonly string[]): RendererFiles {
  const known = new Set(names.map((name) => `/${name}`));
  return {
    find(url) {
      const parsed = URL.canParse(url) ? new URL(url) : null;
      if (parsed?.protocol !== `${appScheme}:` || parsed.host !== 'techbench') return null;
      if (parsed.username !== '' || parsed.password !== '') return null;
      // Nothing is decoded, normalised or joined: an encoded or climbing name is simply not on the list.
      const { pathname } = parsed;
      const contentType = contentTypes[path.posix.extname(pathname)];
      if (!contentType || !known.has(pathname)) return null;
      return { file: path.join(folder, ...pathname.split('/')), contentType };
    },
  };
}
