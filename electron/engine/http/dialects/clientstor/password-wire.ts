import { z } from 'zod';
import { entry, newEntry, type Entry, type EntryPatch, type NewEntry } from '../../../../../shared/entry.ts';
import { moment, numeric, structured, truth, wireTable } from '../../wire-table.ts';

const { shape } = newEntry;
const otpSecret = z.string().max(4096).nullable().describe('Base32, or an otpauth address');

/** What a body may say; the same holds of what is served. */
const writable = {
  title: shape.title,
  username: shape.username.unwrap(),
  password: shape.password.unwrap(),
  otpSecret,
  url: z.string().max(2000).nullable(),
  folder: shape.folder.unwrap(),
  tags: shape.tags.unwrap(),
  notes: shape.notes.unwrap(),
  expiresAt: shape.expiresAt.unwrap(),
};

const record = z.object({
  ...entry.pick({
    id: true,
    organizationId: true,
    hasCode: true,
    strength: true,
    breached: true,
    createdAt: true,
    updatedAt: true,
  }).shape,
  ...writable,
  password: writable.password.optional(),
  otpSecret: otpSecret.optional(),
});

const created = z.strictObject({
  ...writable,
  organizationId: shape.organizationId,
  username: writable.username.default(null),
  password: writable.password.default(null),
  otpSecret: otpSecret.default(null),
  url: writable.url.default(null),
  folder: writable.folder.default(null),
  tags: writable.tags.default([]),
  notes: writable.notes.default(''),
  expiresAt: writable.expiresAt.default(null),
});
const patch = z.strictObject({ ...writable, organizationId: entry.shape.organizationId }).partial();

export const passwordTable = wireTable({
  title: 'ClientStorPassword',
  record,
  created,
  patch,
  unknown: 'ignored',
  writeOnly: ['password', 'otpSecret'],
  names: {
    id: 'id',
    organization: 'organizationId',
    title: 'title',
    username: 'username',
    password: 'password',
    otp_secret: 'otpSecret',
    has_otp: 'hasCode',
    url: 'url',
    folder: 'folder',
    tags: 'tags',
    notes: 'notes',
    expires_at: 'expiresAt',
    strength: 'strength',
    breached: 'breached',
    created_at: 'createdAt',
    updated_at: 'updatedAt',
  },
  spelled: {
    id: numeric(record.shape.id),
    organizationId: numeric(record.shape.organizationId),
    hasCode: truth,
    tags: structured(record.shape.tags),
    expiresAt: moment('nullable'),
    strength: numeric(record.shape.strength),
    breached: { ...truth, served: record.shape.breached },
    createdAt: moment('always'),
    updatedAt: moment('always'),
  },
});

type NewPassword = z.output<typeof created>;
type PasswordPatch = z.output<typeof patch>;

/** What the wire says of a new entry; it knows one address where we keep several. */
export function toNewEntry({ otpSecret, url, ...values }: NewPassword): NewEntry {
  return newEntry.parse({
    ...defined(values),
    urls: url ? [url] : [],
    oneTimeCode: otpSecret || null,
  });
}

/** The wire's address is the first of ours; the others stay. */
export function toEntryPatch(
  { otpSecret, url, ...values }: PasswordPatch,
  before: Pick<Entry, 'urls'>,
): EntryPatch {
  return {
    ...defined(values),
    ...(otpSecret !== undefined && { oneTimeCode: otpSecret || null }),
    ...(url !== undefined && { urls: [...(url ? [url] : []), ...before.urls.slice(1)] }),
  };
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
