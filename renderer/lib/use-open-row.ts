import { useEffect } from 'react';
import type { Answer } from './answers.ts';
import type { RecordSession } from './record-session.ts';
import { useRow, type StoredRow } from './row-store.ts';

interface OpenRow<Row, Whole> {
  /** At once, as the list has it, with the changes that are on their way. */
  readonly row: Row | undefined;
  /** All of the record, once the engine has answered for this one. */
  readonly whole: Whole | undefined;
}

/** The record in the pane. One opened by a link is in no list yet; its row comes with the answer. */
export function useOpenRow<Row extends StoredRow, Filter, Patch, Whole extends Row>(
  session: RecordSession<Row, Filter, Patch>,
  id: number,
  answer: Answer<Whole>,
): OpenRow<Row, Whole> {
  const whole = answer.value?.id === id ? answer.value : undefined;
  useEffect(() => {
    if (whole !== undefined) session.rows.receive([whole]);
  }, [session, whole]);
  return { row: useRow(session.rows, id) ?? whole, whole };
}
