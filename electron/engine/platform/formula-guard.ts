/**
 * Cells that a spreadsheet would run as a formula are written with an apostrophe before them. One that begins with
 * apostrophes and then such a mark gets one more, so that taking one away always gives back what was there.
 */
export function withGuard(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

/** The cell of a file whose writer guards its cells. */
export function withoutGuard(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}
