import { readFile } from 'node:fs/promises';
import { contentSecurityPolicy } from './content-security-policy.ts';
import type { RendererFiles } from './renderer-files.ts';

const commonHeaders = {
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-cache',
};

function refuse(status: 404 | 405): Response {
  return new Response(null, { status, headers: commonHeaders });
}

/** Answers one request to `app://`: a file of the build, 404, or 405 for anything but reading. */
export async function respond(
  request: { url: string; method: string },
  files: RendererFiles,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const found = files.find(request.url);
  if (!found) return refuse(404);
  const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(found.file));
  return new Response(body, {
    status: 200,
    headers: { ...commonHeaders, 'Content-Type': found.contentType },
  });
}
