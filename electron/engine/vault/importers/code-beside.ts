import type { OneTimeCode } from '../vault-draft.ts';
import { readCodeText } from '../one-time-code/code-text.ts';

/** The one-time code of an entry that holds more than a code. */
export interface CodeBeside {
  readonly oneTimeCode: OneTimeCode | null;
  /** What of the text the code does not take; all of it where it is none. */
  readonly rest: unknown;
  /** To be spread into what became of the row. */
  readonly note: { readonly warning?: string };
}

/** A code that cannot be read never costs the password that stands beside it: its text is kept, and somebody told. */
export function codeBeside(
  text: string | null | undefined,
  named: { readonly issuer: string; readonly account: string | null | undefined },
): CodeBeside {
  if (!text || text.trim() === '') return { oneTimeCode: null, rest: undefined, note: {} };
  const reading = readCodeText(text, { issuer: named.issuer, account: named.account ?? '' });
  if ('code' in reading) {
    const rest = Object.keys(reading.others).length > 0 ? reading.others : undefined;
    return { oneTimeCode: reading.code, rest, note: {} };
  }
  const warning = `${reading.refused}; it was taken without its one-time code, whose text is kept`;
  return { oneTimeCode: null, rest: text, note: { warning } };
}
