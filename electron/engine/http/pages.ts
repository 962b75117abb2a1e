import { readFileSync } from 'node:fs';
import { prefersHtml } from './accept.ts';
import type { Document, Documents, DocumentRequest } from './document.ts';
import type { Route } from './route.ts';

const files: Readonly<Record<string, string>> = {
  'browse.css': 'text/css; charset=utf-8',
  'browse.js': 'text/javascript; charset=utf-8',
  'element.js': 'text/javascript; charset=utf-8',
  'fields.js': 'text/javascript; charset=utf-8',
  'operation-form.js': 'text/javascript; charset=utf-8',
  'reply.js': 'text/javascript; charset=utf-8',
};

/** Nothing but this page's own files, no inline code, no framing, and no text that could become HTML. */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const pageHeaders = [
  'Content-Security-Policy',
  pagePolicy,
  'Referrer-Policy',
  'no-referrer',
  'Cross-Origin-Resource-Policy',
  'same-origin',
  'Cross-Origin-Opener-Policy',
  'same-origin',
];

export interface PagesDeps {
  readonly routes: readonly Route[];
  /** Made when somebody asks for it, which few do. */
  readonly openApi: (address: string) => unknown;
}

/** The browsable API and what it stands on; without the ending slash. */
export function createPages({ routes, openApi }: PagesDeps): Documents {
  const page = once(() => read('browse.html', 'text/html; charset=utf-8'));
  const description = onceAnAddress((address) => json(openApi(address)));
  const roots = onceAnAddress((address) => json(rootsOf(routes, address)));
  const start = (request: DocumentRequest): Document =>
    prefersHtml(request.accept) ? page() : roots(request);
  return new Map([
    ['/api', start],
    ['/api/v1', start],
    ['/api/openapi.json', description],
    ...Object.entries(files).map(
      ([name, type]) => [`/api/pages/${name}`, once(() => read(name, type))] as const,
    ),
  ]);
}

function once(make: () => Document): () => Document {
  let made: Document | undefined;
  return () => (made ??= make());
}

/** The guard lets few names in: each is worked out for once. */
function onceAnAddress(make: (address: string) => Document): (request: DocumentRequest) => Document {
  const made = new Map<string, Document>();
  return ({ address }) => {
    let document = made.get(address);
    if (!document) made.set(address, (document = make(address)));
    return document;
  };
}

function read(name: string, contentType: string): Document {
  // The build places the pages beside the engine's entry file.
  return {
    contentType,
    body: readFileSync(new URL(`./pages/${name}`, import.meta.url), 'utf8'),
    headers: pageHeaders,
  };
}

function json(value: unknown): Document {
  return { contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

/** As Django REST framework's root: the lists of ClientSt0r by name, and where the others begin. */
function rootsOf(routes: readonly Route[], address: string): Record<string, string> {
  const lists = routes.filter(
    ({ method, path }) => method === 'GET' && /^\/api\/(?!v1\/|public\/)[\w-]+\/?$/.test(path),
  );
  return {
    ...Object.fromEntries(
      lists.map(({ path }) => [path.split('/')[2]!, `${address}${path.replace(/\/?$/, '/')}`]),
    ),
    oneclickit: `${address}/v1`,
    orqit: `${address}/api/public/v1`,
    openapi: `${address}/api/openapi.json`,
  };
}
