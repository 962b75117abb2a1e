import type { EntryRow, HealthIssue } from '../../../shared/entry.ts';
import { recordWords, type ChangedField, type FieldWords } from '../../lib/change-words.ts';
import type { StateShape } from '../../lib/state-shape.ts';
import { tagsText } from '../../lib/tags.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';

interface StrengthWords {
  readonly label: string;
  readonly shape: StateShape;
}

const strengths: readonly StrengthWords[] = [
  { label: 'Guessed at once', shape: 'bad' },
  { label: 'Very weak', shape: 'bad' },
  { label: 'Weak', shape: 'warn' },
  { label: 'Good', shape: 'good' },
  { label: 'Strong', shape: 'good' },
];

/** How strong a password is, in words; without one, or before it was estimated, that. */
export function strengthOf({
  strength,
  hasPassword,
}: Pick<EntryRow, 'strength' | 'hasPassword'>): StrengthWords {
  if (!hasPassword) return { label: 'No password', shape: 'gone' };
  return (
    (strength === null ? undefined : strengths[strength]) ?? { label: 'Not estimated yet', shape: 'plain' }
  );
}

export const issueLabels: Readonly<Record<HealthIssue, string>> = {
  weak: 'Weak password',
  reused: 'Same password elsewhere',
  old: 'Password older than a year',
  breached: 'Password in a known breach',
  expired: 'Expired',
  expiring: 'Expires within 30 days',
  no_second_factor: 'No second factor',
};

export const issues = Object.keys(issueLabels) as HealthIssue[];

const fieldNames: Readonly<Record<string, string>> = {
  username: 'Username',
  password: 'Password',
  urls: 'Addresses',
  folder: 'Folder',
  tags: 'Tags',
  notes: 'Notes',
  fields: 'Fields',
  oneTimeCode: 'One-time code',
  assetId: 'Asset',
  ticketId: 'Ticket',
  expiresAt: 'Expires',
  pinned: 'Pinned',
  reprompt: 'Asks again',
};

/** One changed field of an entry. What was sealed is named and nothing more. */
export function describeEntryField(
  field: ChangedField,
  organizations: Pick<OrganizationNames, 'nameOf'>,
): FieldWords {
  return recordWords(field, fieldNames, {
    tags: (value) => (Array.isArray(value) && value.length > 0 ? tagsText(value.map(String)) : 'none'),
    organizationId: (value) => organizations.nameOf(Number(value)) ?? `organization ${String(value)}`,
  });
}
