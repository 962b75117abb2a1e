/** A heading over the rows that belong together. */
export interface GroupStart {
  /** Of its first row. */
  readonly index: number;
  readonly label: string;
  /** How many rows it has; null while not all of them are loaded. */
  readonly count: number | null;
}

/**
 * Where headings stand among rows of which some are not loaded yet: over the first row of each group, as far as that
 * and the one before it are known.
 */
export function groupStarts<Row>(
  count: number,
  rowAt: (index: number) => Row | undefined,
  groupOf: (row: Row) => { readonly id: number; readonly label: string },
): GroupStart[] {
  const starts: (GroupStart & { readonly id: number })[] = [];
  let isWhole = false;
  const endGroup = (end: number): void => {
    const last = starts.at(-1);
    if (last && isWhole) starts[starts.length - 1] = { ...last, count: end - last.index };
  };
  for (let index = 0; index < count; index += 1) {
    const row = rowAt(index);
    if (row === undefined) {
      isWhole = false;
      continue;
    }
    const { id, label } = groupOf(row);
    if (starts.at(-1)?.id === id) continue;
    endGroup(index);
    starts.push({ id, label, index, count: null });
    isWhole = true;
  }
  endGroup(count);
  return starts.map(({ index, label, count: rows }) => ({ index, label, count: rows }));
}
