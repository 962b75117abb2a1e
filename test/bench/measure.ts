/** Figures of one measured thing, in milliseconds. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly runs: number;
}

/** One line of the report. `limit` is what the project promises; ratios are against a baseline of this run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'ratio' | 'MB' | '/s';
  readonly limit?: { readonly atMost?: number; readonly atLeast?: number };
  readonly note?: string;
}

export function spreadOf(samples: readonly number[]): Spread {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), runs: sorted.length };
}

export function median(samples: readonly number[]): number {
  return spreadOf(samples).p50;
}

/** Times `runs` calls one after the other, after a few that do not count. */
export async function timeCalls(runs: number, call: (run: number) => unknown): Promise<Spread> {
  for (let run = 0; run < 3; run += 1) await call(run);
  const samples: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await call(run + 3);
    samples.push(performance.now() - start);
  }
  return spreadOf(samples);
}

export function holds({ value, limit }: Figure): boolean {
  return (
    value <= (limit?.atMost ?? Number.POSITIVE_INFINITY) &&
    value >= (limit?.atLeast ?? Number.NEGATIVE_INFINITY)
  );
}

function round(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0);
  return value.toFixed(value < 1 ? 3 : 2);
}

/** The report as a table; a figure that misses its limit is marked, never left out. */
export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map((figure) => {
    const { atMost, atLeast } = figure.limit ?? {};
    const limit = atMost === undefined ? (atLeast === undefined ? '' : `≥ ${atLeast}`) : `≤ ${atMost}`;
    const mark = figure.limit === undefined ? ' ' : holds(figure) ? '✔' : '✖';
    return [mark, figure.name, `${round(figure.value)} ${figure.unit}`, limit, figure.note ?? ''];
  });
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows) {
    console.log(
      `${row[0]} ${row[1]!.padEnd(widths[1]!)}  ${row[2]!.padStart(widths[2]!)}  ${row[3]!.padEnd(widths[3]!)}  ${row[4]}`.trimEnd(),
    );
  }
}
