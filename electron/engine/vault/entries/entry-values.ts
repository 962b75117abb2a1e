import type { EntryPatch, NewEntry } from '../../../../shared/entry.ts';
import type { NewOneTimeCode } from '../../../../shared/one-time-code.ts';
import type { RecordSource } from '../../../../shared/record-source.ts';
import { invalidField } from '../../database/tenancy.ts';
import { readCodeText } from '../one-time-code/code-text.ts';
import { makeCode } from '../one-time-code/make-code.ts';
import type { OneTimeCode, VaultField } from '../vault-draft.ts';
import type { EntryContents } from './entry-contents.ts';

/** Earlier passwords beyond these are forgotten, the oldest first. */
const keptPasswords = 50;

type NewValues = Omit<NewEntry, 'organizationId'>;

/** What a new entry holds. */
export function newContents(given: NewValues, source: RecordSource, now: number): EntryContents {
  const { oneTimeCode, fields, ...values } = given;
  return {
    ...values,
    fields: mergedFields([], fields),
    oneTimeCode: oneTimeCode === null ? null : readCode(oneTimeCode, given),
    source,
    history: [],
    leftovers: {},
    passwordChangedAt: given.password === null ? null : now,
    breached: null,
  };
}

/** What an entry holds after a change; a password that gives way becomes one of its earlier ones. */
export function patchedContents(before: EntryContents, patch: EntryPatch, now: number): EntryContents {
  const { organizationId: _organizationId, oneTimeCode, fields, ...given } = patch;
  const values = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Partial<EntryContents>;
  const after: EntryContents = {
    ...before,
    ...values,
    ...(fields && { fields: mergedFields(before.fields, fields) }),
  };
  const named = { title: after.title, username: after.username };
  return withPassword(
    before,
    {
      ...after,
      ...(oneTimeCode !== undefined && {
        oneTimeCode: oneTimeCode === null ? null : readCode(oneTimeCode, named),
      }),
    },
    now,
  );
}

/** Notes when the password changed and keeps the one that was; nothing is known of the new one yet. */
export function withPassword(before: EntryContents, after: EntryContents, now: number): EntryContents {
  if (before.password === after.password) return after;
  const earlier = before.password === null ? [] : [{ password: before.password, replacedAt: now }];
  return {
    ...after,
    history: [...earlier, ...after.history].slice(0, keptPasswords),
    passwordChangedAt: after.password === null ? null : now,
    breached: null,
  };
}

/** A hidden field that comes without a value keeps the one that it has. */
function mergedFields(before: readonly VaultField[], given: NewValues['fields']): VaultField[] {
  return given.map(({ name, kind, value }, at) => {
    if (value !== null) return { name, kind, value };
    const known = before.find((field) => field.name === name && field.kind === kind);
    if (known) return known;
    throw invalidField(`fields.${at}.value`, 'is missing: no field of this name has one yet');
  });
}

/** @throws AppError `validation` naming what is wrong with it */
function readCode(
  given: NewOneTimeCode,
  { title, username }: { readonly title: string; readonly username: string | null },
): OneTimeCode {
  const reading =
    typeof given === 'string'
      ? readCodeText(given, { issuer: title, account: username ?? '' })
      : makeCode(given);
  if ('code' in reading) return reading.code;
  throw invalidField('oneTimeCode', reading.refused);
}
