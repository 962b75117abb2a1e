import type { ReadableDb } from './db.ts';

/**
 * Rises with every row that this connection writes, rolled back ones too. The engine's connection is the only
 * writer, so what was read at the same count reads the same now.
 */
export function changeCount(db: ReadableDb): number {
  return db.get<{ n: number }>('SELECT total_changes() AS n')!.n;
}
