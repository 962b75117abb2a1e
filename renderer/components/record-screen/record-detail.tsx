import { useEffect, type ReactNode } from 'react';
import type { ChangedField, FieldWords } from '../../lib/change-words.ts';
import type { RecordSession } from '../../lib/record-session.ts';
import { useRow, type StoredRow } from '../../lib/row-store.ts';
import { useAnswerAt } from '../../lib/use-answer.ts';
import { useRested } from '../../lib/use-rested.ts';
import { DetailPane, type DetailPart } from '../detail/detail-pane.tsx';
import { HistoryList, type HistoryChange } from '../detail/history-list.tsx';
import { MissingRecord } from '../detail/missing-record.tsx';
import { Skeleton } from '../skeleton.tsx';
import { detailId } from './use-record-actions.ts';

interface RecordDetailProps<Row extends StoredRow, Filter, Patch, Whole extends Row> {
  session: RecordSession<Row, Filter, Patch, Whole>;
  id: number;
  label: (row: Row) => string;
  head: (row: Row) => ReactNode;
  /** Its parts but for the history; `whole` is there once the engine has answered. */
  parts: (row: Row, whole: Whole | undefined) => readonly DetailPart[];
  /** How its changes read; left out where no history is kept. */
  describe?: (field: ChangedField) => FieldWords;
}

/** The open record: at once as the list has it, whole when the engine has answered; one opened by a link is in no list. */
export function RecordDetail<Row extends StoredRow, Filter, Patch, Whole extends Row>(
  props: RecordDetailProps<Row, Filter, Patch, Whole>,
) {
  const { session, id } = props;
  const { noun, domain } = session.kind;
  const rested = useRested(id);
  const answer = useAnswerAt<Whole>(`${domain}.get`, { id: rested });
  const told = answer.value?.id === id ? answer.value : undefined;
  useEffect(() => {
    if (told !== undefined) session.rows.receive([told]);
  }, [session, told]);
  const row = useRow(session.rows, id) ?? told;
  const part = session.use((state) => state.part);
  const isGone = answer.error?.code === 'not_found';
  if (answer.status === 'failed' && rested === id && (!row || isGone)) {
    return <MissingRecord noun={noun} error={answer.error} onClose={() => session.cursor.open(null)} />;
  }
  if (!row) return <Skeleton rows={6} label={`Loading the ${noun}`} />;
  const parts = [
    ...props.parts(row, told && { ...told, ...row }),
    ...(props.describe
      ? [
          {
            id: 'history',
            label: 'History',
            content: <RecordHistory session={session} id={rested} describe={props.describe} />,
          },
        ]
      : []),
  ];
  return (
    <DetailPane
      id={detailId}
      label={props.label(row)}
      of={`the ${noun}`}
      head={props.head(row)}
      part={part}
      onPart={(next) => session.use.setState({ part: next })}
      parts={parts}
    />
  );
}

interface RecordHistoryProps<Row extends StoredRow, Filter, Patch, Whole extends Row> {
  session: RecordSession<Row, Filter, Patch, Whole>;
  id: number;
  describe: (field: ChangedField) => FieldWords;
}

function RecordHistory<Row extends StoredRow, Filter, Patch, Whole extends Row>({
  session,
  id,
  describe,
}: RecordHistoryProps<Row, Filter, Patch, Whole>) {
  const { changes, kind } = session;
  return (
    <HistoryList
      answer={useAnswerAt<readonly HistoryChange[]>(`${kind.domain}.history`, { id })}
      describe={describe}
      onUndo={(changeId) => void changes.undoById([changeId], [id])}
    />
  );
}
