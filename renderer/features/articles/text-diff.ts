import { diffLines } from 'diff';

export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Unchanged lines that stay in sight around each change. */
const context = 3;

export interface DiffGap {
  readonly kind: 'gap';
  /** How many unchanged lines are left out. */
  readonly lines: number;
}

/** What happened between two texts, line by line; long unchanged parts are folded. */
export function textDiff(before: string, after: string): (DiffLine | DiffGap)[] {
  const lines = diffLines(before, after).flatMap(({ value, added, removed }): DiffLine[] => {
    const kind = added ? 'added' : removed ? 'removed' : 'same';
    return value
      .replace(/\n$/, '')
      .split('\n')
      .map((text) => ({ kind, text }));
  });
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ kind }) => kind !== 'same');
  const folded: (DiffLine | DiffGap)[] = [];
  let left = 0;
  for (const [index, line] of lines.entries()) {
    if (isNear(index)) {
      if (left > 0) folded.push({ kind: 'gap', lines: left });
      left = 0;
      folded.push(line);
    } else left += 1;
  }
  if (left > 0) folded.push({ kind: 'gap', lines: left });
  return folded;
}
