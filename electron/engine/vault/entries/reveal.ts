import type { Caller } from '../../../../shared/caller.ts';
import type { RevealedEntry, SecretPart } from '../../../../shared/entries-contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId, type FieldChange } from '../../database/journal.ts';
import { invalidField, requireWriter } from '../../database/tenancy.ts';
import { encodeBase32 } from '../one-time-code/base32.ts';
import { writeOtpauthUri } from '../one-time-code/otpauth-uri.ts';
import type { EntryContents } from './entry-contents.ts';
import type { EntryTies } from './entry-ties.ts';
import type { EntryWrites } from './entry-writes.ts';

export interface RevealDeps extends Pick<EntryTies, 'ticketOrganization'> {
  readonly db: WritableDb;
  readonly writes: EntryWrites;
  readonly confirmed: () => boolean;
}

interface RevealInput {
  readonly id: number;
  readonly parts: readonly SecretPart[];
  readonly ticketId: number | null;
  readonly copied: boolean;
}

/** Gives secrets out, and records who got which of them, for which ticket; without that record nothing is given. */
export function createReveal(deps: RevealDeps): (caller: Caller, input: RevealInput) => RevealedEntry {
  const { db, writes } = deps;
  return (caller, { id, parts, ticketId, copied }) => {
    // Whoever only reads sees that there is a password, not which.
    requireWriter(caller);
    return db.transaction(() => {
      const { place, contents } = writes.reach(caller, id);
      requireConfirmed(deps, caller, contents);
      const changes: FieldChange[] = parts.map((field) => ({ field, from: null, to: null }));
      changes.push(...ticketOf(deps, caller, ticketId));
      writes.audit(caller, place, copied ? 'copy' : 'reveal', newChangeId(), changes);
      const revealed: RevealedEntry = { id };
      for (const part of parts) Object.assign(revealed, { [part]: partOf(contents, part) });
      return revealed;
    });
  };
}

/**
 * An entry that asks again wants somebody at the console to say so first; a key has a scope for it instead.
 * @throws AppError `forbidden` with the reason `confirm`
 */
export function requireConfirmed(
  { confirmed }: Pick<RevealDeps, 'confirmed'>,
  caller: Caller,
  { reprompt }: Pick<EntryContents, 'reprompt'>,
): void {
  if (!reprompt || caller.kind !== 'technician' || confirmed()) return;
  throw new AppError('forbidden', 'This entry asks who is there before it shows its secrets.', {
    details: { reason: 'confirm' },
  });
}

/** For which ticket it was done, as the history notes it. @throws AppError `validation` where there is no such ticket */
export function ticketOf(
  { ticketOrganization }: Pick<RevealDeps, 'ticketOrganization'>,
  caller: Caller,
  ticketId: number | null,
): FieldChange[] {
  if (ticketId === null) return [];
  if (ticketOrganization(caller, ticketId) === undefined) {
    throw invalidField('ticketId', 'names no ticket');
  }
  return [{ field: 'ticket', from: null, to: ticketId }];
}

function partOf(contents: EntryContents, part: SecretPart): unknown {
  switch (part) {
    case 'password':
      return contents.password;
    case 'fields':
      return contents.fields;
    case 'history':
      return contents.history;
    case 'leftovers':
      return contents.leftovers;
    case 'oneTimeCode': {
      const code = contents.oneTimeCode;
      return code && { uri: writeOtpauthUri(code), secret: encodeBase32(code.secret) };
    }
  }
}
