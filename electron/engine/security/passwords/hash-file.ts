import { open, type FileHandle } from 'node:fs/promises';

/** A file that cannot be what it is taken for; the message says why, for people. */
export class HashFileError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HashFileError';
  }
}

export interface HashFile {
  readonly bytes: number;
  /**
   * In how many leaks a password was met, 0 for none. Reads a few blocks from the disk and keeps nothing of them.
   * @param hash SHA-1 in 40 hexadecimal capitals
   * @throws HashFileError where the file is not in order
   */
  count(hash: string): Promise<number>;
  close(): Promise<void>;
}

/** Some ninety lines: SHA-1 is spread so evenly that a hash lies within a few blocks of where it is guessed to be. */
const blockBytes = 4 * 1024;
const longestLine = 80;
const line = /^([0-9A-F]{40}):(\d{1,12})\s*$/i;

/**
 * Opens the list that Pwned Passwords can be downloaded as: one `HASH:COUNT` a line, SHA-1, ordered by hash. Nothing
 * of it is loaded: each look-up guesses where its hash lies and halves what is left.
 * @throws HashFileError
 */
export async function openHashFile(path: string): Promise<HashFile> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw new HashFileError(`The file cannot be opened: ${(error as Error).message}`, error);
  });
  try {
    const { size } = await handle.stat();
    const first = await blockAt(handle, 0, size);
    const last = await blockAt(handle, Math.max(0, size - blockBytes), size);
    if (!first || !last || first.first > last.last)
      throw new HashFileError(
        'This is no list of SHA-1 hashes ordered by hash, one HASH:COUNT a line. The list by prevalence and the one of NTLM hashes are others.',
      );
    return {
      bytes: size,
      count: (hash) => countIn(handle, size, hash.toUpperCase()),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function countIn(handle: FileHandle, size: number, hash: string): Promise<number> {
  /** The hash's line begins at or behind `low` and before `high`, if it is there at all. */
  let low = 0;
  let high = size;
  let [lowShare, highShare] = [0, 1];
  const share = shareOf(hash);
  for (let step = 0; high - low > 0; step += 1) {
    // Guessed where the hashes are spread evenly; halved where they turn out not to be.
    const guess = step < 4 ? (share - lowShare) / Math.max(highShare - lowShare, Number.EPSILON) : 0.5;
    const at = low + Math.floor(Math.min(1, Math.max(0, guess)) * (high - low)) - blockBytes / 2;
    const block = await blockAt(handle, Math.min(Math.max(low, at), Math.max(low, high - 1)), size);
    if (!block) return 0;
    if (hash < block.first) {
      if (block.start <= low) return 0;
      high = block.start;
      highShare = shareOf(block.first);
    } else if (hash > block.last) {
      if (block.end <= low) throw new HashFileError('The file is not ordered by hash.');
      low = block.end;
      lowShare = shareOf(block.last);
    } else return block.counts.get(hash) ?? 0;
  }
  return 0;
}

/** Where a hash lies among all that there can be, from 0 to 1. */
function shareOf(hash: string): number {
  return Number.parseInt(hash.slice(0, 12), 16) / 2 ** 48;
}

interface Block {
  /** Of its first whole line, and behind its last one. */
  readonly start: number;
  readonly end: number;
  readonly first: string;
  readonly last: string;
  readonly counts: ReadonlyMap<string, number>;
}

/** The whole lines around a place; undefined where there is none. @throws HashFileError for what is no such line */
async function blockAt(handle: FileHandle, at: number, size: number): Promise<Block | undefined> {
  const from = Math.max(0, at - longestLine);
  const buffer = Buffer.alloc(Math.min(blockBytes + longestLine, size - from));
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
  const text = buffer.toString('latin1', 0, bytesRead);
  const begins = from === 0 ? 0 : text.indexOf('\n') + 1;
  const reachesEnd = from + bytesRead >= size;
  const ends = reachesEnd ? text.length : text.lastIndexOf('\n') + 1;
  if (ends <= begins) return undefined;
  const counts = new Map<string, number>();
  let first = '';
  let last = '';
  for (const each of text.slice(begins, ends).split('\n')) {
    if (each.trim() === '') continue;
    const [, hash, count] = line.exec(each) ?? [];
    if (hash === undefined) throw new HashFileError(`The file has lines that are no HASH:COUNT of SHA-1.`);
    const upper = hash.toUpperCase();
    if (upper < last) throw new HashFileError('The file is not ordered by hash.');
    counts.set(upper, Number(count));
    if (first === '') first = upper;
    last = upper;
  }
  if (first === '') return undefined;
  return { start: from + begins, end: from + ends, first, last, counts };
}
