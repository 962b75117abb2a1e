import { errorMessage } from './client.ts';
import type { ListCursor } from './list-cursor.ts';
import type { RowPatch, RowStore, StoredRow } from './row-store.ts';
import { showFailure, showToast, showUndo } from './toasts.ts';

/** What the engine answers to a change: the rows as they are now, and the names by which it can be undone. */
export interface Changed<Row> {
  /** More than one where records had to be changed one by one. */
  readonly changeIds: readonly string[];
  readonly rows: readonly Row[];
}

export interface Undone<Row> {
  readonly rows: readonly Row[];
  /** Fields that were left alone because somebody changed them since. */
  readonly kept: readonly { readonly id: number; readonly field: string }[];
}

export interface RowChange<Row> {
  readonly ids: readonly number[];
  /** What the rows look like while the answer is on its way. */
  readonly patch: RowPatch<Row>;
  /** What the toast says after the records' names: "resolved", "assigned to Anton". */
  readonly done: string;
  readonly send: () => Promise<Changed<Row>>;
  /** Runs where the change was refused, after the rows went back. */
  readonly onRefused?: () => void;
}

export interface ChangeDeps<Row extends StoredRow> {
  readonly rows: RowStore<Row>;
  readonly cursor: Pick<ListCursor, 'goTo'>;
  /** Asks the list on screen again. */
  readonly refresh: () => void;
  /** `TCK-4820`, or `3 tickets`. */
  readonly nameOf: (ids: readonly number[]) => string;
  readonly undo: (changeId: string) => Promise<Undone<Row>>;
  /** Takes what left the list out of it, before the engine has answered. */
  readonly advance?: (ids: readonly number[]) => void;
}

export interface RowChanges<Row> {
  /** Shows the change in the same frame, sends it, and offers to take it back. Answers whether it was taken. */
  change(change: RowChange<Row>): Promise<boolean>;
  /** Takes a change back wherever nobody has changed the same field since, and returns to the record. */
  undoById(changeIds: readonly string[], ids: readonly number[]): Promise<void>;
}

/** The one way in which records of a list are changed: at once, with undo; a refusal restores the rows and says why. */
export function createRowChanges<Row extends StoredRow>(deps: ChangeDeps<Row>): RowChanges<Row> {
  const { rows, cursor, refresh, nameOf } = deps;

  /** The last first, so that each finds the records as it left them. */
  async function undoAll(changeIds: readonly string[]): Promise<Undone<Row>> {
    const all: Undone<Row>[] = [];
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    for (const changeId of changeIds.toReversed()) all.push(await deps.undo(changeId));
    return { rows: all.flatMap((undone) => undone.rows), kept: all.flatMap((undone) => undone.kept) };
  }

  async function undoById(changeIds: readonly string[], ids: readonly number[]): Promise<void> {
    try {
      const undone = await undoAll(changeIds);
      rows.receive(undone.rows);
      const [first] = ids;
      if (first !== undefined) cursor.goTo(first);
      refresh();
      if (undone.kept.length === 0) {
        showToast(`${nameOf(ids)} back as before`);
        return;
      }
      const kept = undone.kept.map(({ id, field }) => `${field} of ${nameOf([id])}`).join(', ');
      showFailure(`Undone, except ${kept}: changed since`);
    } catch (error) {
      showFailure(`Not undone: ${errorMessage(error)}`);
    }
  }

  async function undoAnswered(answer: Promise<Changed<Row>>, ids: readonly number[]): Promise<void> {
    let changeIds: readonly string[];
    try {
      ({ changeIds } = await answer);
    } catch {
      // The change itself was refused, and that has been said.
      return;
    }
    await undoById(changeIds, ids);
  }

  return {
    undoById,
    async change({ ids, patch, done, send, onRefused }) {
      if (ids.length === 0) return false;
      const token = rows.begin(ids, patch);
      deps.advance?.(ids);
      const answer = send();
      showUndo(`${nameOf(ids)} ${done}`, () => void undoAnswered(answer, ids));
      try {
        rows.end(token, (await answer).rows);
        return true;
      } catch (error) {
        rows.end(token);
        refresh();
        onRefused?.();
        showFailure(`${nameOf(ids)} not changed: ${errorMessage(error)}`);
        return false;
      }
    },
  };
}
