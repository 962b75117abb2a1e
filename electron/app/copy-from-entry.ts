import type { RevealedEntry } from '../../shared/entries-contract.ts';
import type { Entry } from '../../shared/entry.ts';
import { AppError } from '../../shared/errors.ts';
import type { ShownCode } from '../../shared/one-time-code.ts';
import type { CopiedPart } from '../../shared/shell-contract.ts';
import { unwrap } from './engine-answer.ts';

export interface AskedPart {
  readonly entryId: number;
  readonly what: CopiedPart;
  /** The ticket that it is needed for. */
  readonly ticketId: number | null;
}

type Call = (path: string, input: unknown) => Promise<string>;

const missing = { username: 'no user name', password: 'no password', code: 'no one-time code' } as const;

/** One part of an entry; null where it has none. What the engine answers was shaped by the shared contract on its side. */
async function readPart(call: Call, { entryId, what, ticketId }: AskedPart): Promise<string | null> {
  const ask = async (path: string, input: unknown) => unwrap(await call(path, input));
  switch (what) {
    case 'username':
      return ((await ask('entries.get', { id: entryId })) as Entry).username;
    case 'password': {
      const asked = { id: entryId, parts: ['password'], ticketId, copied: true };
      return ((await ask('entries.reveal', asked)) as RevealedEntry).password ?? null;
    }
    case 'code':
      return ((await ask('codes.use', { entryId, ticketId })) as ShownCode).code;
  }
}

/** What is to be copied out of an entry, asked of the engine, which records who took it. */
export async function copyFromEntry(call: Call, asked: AskedPart): Promise<string> {
  const text = await readPart(call, asked);
  if (text === null || text === '') throw new AppError('not_found', `The entry has ${missing[asked.what]}.`);
  return text;
}
