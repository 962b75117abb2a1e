import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { promisify } from 'node:util';
import type { Keychain, KeychainAnswer, KeychainWrite } from './keychain.ts';

/** The first line of the file: how its passphrase becomes its key. It is authenticated with the rest. */
interface Header {
  readonly format: 'techbench-keystore';
  readonly version: 1;
  readonly kdf: 'scrypt';
  readonly n: number;
  readonly r: number;
  readonly p: number;
  /** 16 bytes in hexadecimal, as the 12 of the nonce. */
  readonly salt: string;
  readonly nonce: string;
}

interface OpenFile {
  readonly key: Buffer;
  readonly header: Header;
  readonly items: Readonly<Record<string, string>>;
}

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
/** 128 MiB and about half a second for each guess. */
const cost = { n: 131_072, r: 8, p: 1 } as const;
const mostCost = 1_048_576;
const longestFile = 1_048_576;
const tagBytes = 16;

/**
 * A keychain for machines without one: a small file that its passphrase opens (scrypt, AES-256-GCM). It is written
 * beside itself and put in its place as a whole, readable for the account alone; a file that does not open is left
 * as it is, whatever is to be written.
 */
export function createKeystoreFile(path: string, passphrase: string): Keychain {
  let open: OpenFile | undefined;

  async function load(): Promise<OpenFile | KeychainTrouble> {
    if (open) return open;
    if (!existsSync(path)) {
      const salt = randomBytes(16).toString('hex');
      const header = { ...fresh, salt, nonce: '' };
      open = { key: await keyOf(passphrase, header), header, items: {} };
      return open;
    }
    const read = await openFile(path, passphrase);
    if (!('state' in read)) open = read;
    return read;
  }

  return {
    description: `the keystore file ${path}`,
    async read(name): Promise<KeychainAnswer> {
      const file = await attempt(load);
      if ('state' in file) return file;
      const secret = Object.hasOwn(file.items, name) ? file.items[name] : undefined;
      return secret === undefined ? { state: 'absent' } : { state: 'found', secret };
    },
    async write(name, secret): Promise<KeychainWrite> {
      const file = await attempt(load);
      if ('state' in file) return file;
      const next = { ...file, items: { ...file.items, [name]: secret } };
      return attempt(async () => {
        save(path, next);
        const back = await openFile(path, passphrase, next.key);
        if ('state' in back) return back;
        open = back;
        return { state: 'kept' };
      });
    },
  };
}

type KeychainTrouble = Exclude<KeychainAnswer, { state: 'found' | 'absent' }>;

const fresh = { format: 'techbench-keystore', version: 1, kdf: 'scrypt', ...cost } as const;

/** A folder that is missing, a disk that is full: told, not thrown. */
async function attempt<T>(work: () => Promise<T>): Promise<T | KeychainTrouble> {
  try {
    return await work();
  } catch (error) {
    return { state: 'unavailable', detail: error instanceof Error ? error.message : String(error) };
  }
}

function keyOf(passphrase: string, { n, r, p, salt }: Header): Promise<Buffer> {
  const options = { N: n, r, p, maxmem: 256 * n * r };
  return derive(passphrase.normalize('NFC'), Buffer.from(salt, 'hex'), 32, options);
}

async function openFile(
  path: string,
  passphrase: string,
  known?: Buffer,
): Promise<OpenFile | KeychainTrouble> {
  const bytes = readFileSync(path);
  const end = bytes.indexOf('\n');
  const header =
    end === -1 || bytes.length > longestFile ? undefined : readHeader(bytes.toString('utf8', 0, end));
  if (!header) return { state: 'garbled', detail: 'it is no keystore of Techbench, or damaged' };
  const key = known ?? (await keyOf(passphrase, header));
  const sealed = bytes.subarray(end + 1);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(header.nonce, 'hex'), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(bytes.subarray(0, end));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    const plain = Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
    return { key, header, items: JSON.parse(plain.toString()) as Record<string, string> };
  } catch {
    return { state: 'refused', detail: 'its passphrase is another one, or the file was changed' };
  }
}

/** Undefined for what is no header, and for costs that would be too easy to guess or exhaust the machine. */
function readHeader(text: string): Header | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const header = value as Partial<Header>;
  const { n = 0, r = 0, p = 0 } = header;
  const costs = [n, r, p].every(Number.isInteger) && n >= cost.n && n <= mostCost && (n & (n - 1)) === 0;
  const bounded = r >= 8 && r <= 16 && p >= 1 && p <= 4;
  const shaped = /^[0-9a-f]{32}$/.test(header.salt ?? '') && /^[0-9a-f]{24}$/.test(header.nonce ?? '');
  const ours = header.format === fresh.format && header.version === fresh.version && header.kdf === fresh.kdf;
  return ours && costs && bounded && shaped ? (header as Header) : undefined;
}

function save(path: string, { key, header, items }: OpenFile): void {
  const nonce = randomBytes(12);
  const first = Buffer.from(JSON.stringify({ ...header, nonce: nonce.toString('hex') }));
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(first);
  const sealed = [cipher.update(JSON.stringify(items)), cipher.final(), cipher.getAuthTag()];
  const partial = `${path}.partial`;
  try {
    const handle = openSync(partial, 'w', 0o600);
    try {
      writeSync(handle, Buffer.concat([first, Buffer.from('\n'), ...sealed]));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(partial, path);
  } finally {
    rmSync(partial, { force: true });
  }
}
