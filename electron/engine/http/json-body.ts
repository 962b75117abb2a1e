import type { IncomingMessage } from 'node:http';
import secureJson from 'secure-json-parse';
import { AppError } from '../../../shared/errors.ts';

const maxBodyBytes = 1024 * 1024;
const jsonType = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;
/** Only an escape can smuggle one in: the bytes themselves are checked by the decoder. */
const escapedSurrogate = /\\u[dD][89a-fA-F]/;
const loneSurrogate = /\p{Surrogate}/u;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

export interface JsonBody {
  readonly bytes: Buffer;
  readonly value: unknown;
}

/**
 * Reads a request's body of at most 1 MiB of JSON.
 * @throws AppError `unsupported_media_type`, `too_large` or `malformed`
 */
export async function readJsonBody(request: IncomingMessage): Promise<JsonBody> {
  const type = request.headers['content-type'];
  if (type === undefined || !jsonType.test(type)) {
    throw new AppError('unsupported_media_type', 'Send the body as application/json in UTF-8.');
  }
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new AppError('unsupported_media_type', 'Compressed bodies are not accepted.');
  }
  if (Number(request.headers['content-length'] ?? 0) > maxBodyBytes) throw tooLarge();
  const bytes = await readBytes(request);
  return { bytes, value: parse(bytes) };
}

function readBytes(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBodyBytes) {
        chunks.push(chunk);
        return;
      }
      request.removeAllListeners('data');
      request.pause();
      reject(tooLarge());
    });
    request.on('end', () => resolve(Buffer.concat(chunks, length)));
    // The sender went away: there is nobody left to answer.
    request.on('error', () => reject(new AppError('malformed', 'The body broke off.')));
    request.on('close', () => reject(new AppError('malformed', 'The body broke off.')));
  });
}

/** Refuses `__proto__` and `constructor.prototype` keys: nothing that is merged later has to think of them. */
function parse(bytes: Buffer): unknown {
  try {
    const text = decoder.decode(bytes);
    const value: unknown = secureJson.parse(text, { protoAction: 'error', constructorAction: 'error' });
    if (escapedSurrogate.test(text) && !isText(value)) throw new SyntaxError('half a surrogate pair');
    return value;
  } catch (error) {
    throw new AppError('malformed', 'The body is not valid JSON.', { cause: error });
  }
}

/** Half a surrogate pair cannot be stored as it was sent, for UTF-8 has no form of it. */
function isText(value: unknown): boolean {
  if (typeof value === 'string') return !loneSurrogate.test(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, member]) => isText(name) && isText(member));
}

function tooLarge(): AppError {
  return new AppError('too_large', 'The body may have at most 1 MiB.');
}
