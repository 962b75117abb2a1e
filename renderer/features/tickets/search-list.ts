import type { TicketRow } from '../../../shared/ticket.ts';
import type { ListState, RowList } from '../../lib/paged-list.ts';

export interface SearchAnswer {
  readonly rows: readonly TicketRow[];
  readonly cursor: number | null;
  readonly warnings: readonly string[];
}

export interface SearchListDeps {
  readonly search: (cursor: number | null) => Promise<SearchAnswer>;
  readonly receive: (rows: readonly TicketRow[]) => number[];
  readonly errorText: (error: unknown) => string;
}

/** Rows kept ready below the ones on screen, so that reading on never waits. */
const ahead = 40;

/** Search results, newest first, that go on where the engine's time budget stopped. */
export function createSearchList({ search, receive, errorText }: SearchListDeps): RowList {
  let ids: number[] = [];
  let cursor: number | null = null;
  let started = false;
  let running = false;
  let restart = false;
  let closed = false;
  let wanted = ahead;
  let state: ListState = {
    status: 'loading',
    count: 0,
    total: { value: 0, exact: false },
    error: null,
    warnings: [],
    more: true,
    inserted: { version: 0, rows: 0 },
  };
  const listeners = new Set<() => void>();
  const publish = (patch: Partial<ListState>) => {
    state = { ...state, ...patch };
    for (const listener of listeners) listener();
  };

  const step = async (collected: number[], from: number | null) => {
    const answer = await search(from);
    collected.push(...receive(answer.rows));
    cursor = answer.cursor;
    return answer.warnings;
  };
  const showResults = (warnings: readonly string[]) =>
    publish({
      status: 'ready',
      count: ids.length,
      total: { value: ids.length, exact: cursor === null },
      more: cursor !== null,
      error: null,
      warnings,
    });

  // Every wait lets close, refresh or the next answer change what the loops ask for.
  // oxlint-disable no-unmodified-loop-condition
  const run = async () => {
    if (running || closed) return;
    running = true;
    try {
      if (restart || !started) {
        restart = false;
        // A repeated search fills a second list and swaps it in whole, so that no row flickers.
        const again: number[] = [];
        const aim = started ? ids.length : 1;
        let warnings = await step(again, null);
        started = true;
        while (cursor !== null && again.length < aim && !closed) warnings = await step(again, cursor);
        ids = again;
        showResults(warnings);
      }
      while (cursor !== null && ids.length < wanted && !closed && !restart) {
        showResults(await step(ids, cursor));
      }
    } catch (error) {
      publish({ status: started ? 'ready' : 'failed', more: false, error: errorText(error) });
    } finally {
      running = false;
    }
    if (restart) await run();
  };
  // oxlint-enable no-unmodified-loop-condition

  return {
    state: () => state,
    idAt: (index) => ids[index],
    indexOf: (id) => ids.indexOf(id),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show(_first, last) {
      wanted = Math.max(wanted, last + ahead);
      void run();
    },
    refresh() {
      restart = true;
      void run();
    },
    drop(gone) {
      ids = ids.filter((id) => !gone.has(id));
      showResults(state.warnings);
    },
    close() {
      closed = true;
      listeners.clear();
    },
  };
}
