import { remoteField, type RemoteField, type RemoteValues } from '../../../../shared/remote.ts';

export interface FieldConflict {
  readonly field: RemoteField;
  readonly base: RemoteValues[RemoteField];
  readonly mine: RemoteValues[RemoteField];
  readonly theirs: RemoteValues[RemoteField];
}

export interface Merge {
  /** To be written here. */
  readonly take: RemoteValues;
  /** What both sides agree on from now on, all fields that are known. */
  readonly base: RemoteValues;
  /** Both sides changed the same field since, and not to the same. */
  readonly conflicts: readonly FieldConflict[];
  /** Both sides say the same, whatever either was asked to become. */
  readonly agreed: readonly RemoteField[];
}

/** What is on its way there. */
export interface Queued {
  /** A change of this field waits to be sent, or to be settled. */
  touches(field: RemoteField): boolean;
  /** Something that was sent may have made it so, though no answer came. */
  mayHaveMade(field: RemoteField, value: RemoteValues[RemoteField]): boolean;
}

/**
 * Merges three versions field by field: what both last agreed on, what is here, and what is there. Pure. A field that
 * the other side does not tell stays as it is; one that was never agreed on is theirs.
 */
export function mergeFields(
  base: RemoteValues,
  mine: RemoteValues,
  theirs: RemoteValues,
  queued: Queued,
): Merge {
  const take: RemoteValues = {};
  const agreedOn: RemoteValues = { ...base };
  const conflicts: FieldConflict[] = [];
  const agreed: RemoteField[] = [];
  for (const field of remoteField.options) {
    const there = theirs[field];
    if (there === undefined) continue;
    const here = mine[field];
    const before = base[field];
    // From now on only a further change there is news.
    agreedOn[field] = there;
    if (here === there) agreed.push(field);
    else if (there === before || queued.mayHaveMade(field, there)) continue;
    else if (!queued.touches(field) && (before === undefined || here === before)) take[field] = there;
    else conflicts.push({ field, base: before, mine: here, theirs: there });
  }
  return { take, base: agreedOn, conflicts, agreed };
}
