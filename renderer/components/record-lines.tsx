import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Answer } from '../lib/answers.ts';
import { numberText } from '../lib/format.ts';
import { EmptyState } from './empty-state.tsx';
import { lineAbout, lineName, lineNote, RecordLine } from './record-line.tsx';
import styles from './record-lines.module.css';
import { Skeleton } from './skeleton.tsx';

interface RecordLinesProps<Row> {
  /** "Assets of this organization". */
  label: string;
  /** What they are, in lower case and plural: "assets". */
  nouns: string;
  icon: LucideIcon;
  answer: Answer<{ readonly rows: readonly Row[]; readonly total: number }>;
  /** What stands in a line: a glyph or nothing, the name, and what is said of it. */
  line: (row: Row) => { glyph?: ReactNode; name: string; about: ReactNode };
  /** What an empty list says. */
  empty: string;
  /** Stands under the lines, and is not there where there are none: the way to a longer list of them. */
  foot?: ReactNode;
  onOpen: (id: number) => void;
}

/** Records beside the one that owns them; each leads to its own screen. */
export function RecordLines<Row extends { readonly id: number }>(props: RecordLinesProps<Row>) {
  const { label, nouns, answer, line, onOpen } = props;
  if (answer.status === 'loading') return <Skeleton rows={5} label={`Loading ${nouns}`} />;
  if (!answer.value) {
    return (
      <p className={lineNote}>
        The {nouns} could not be read: {answer.error?.message}
      </p>
    );
  }
  const { rows, total } = answer.value;
  if (rows.length === 0)
    return (
      <EmptyState icon={props.icon} title={`No ${nouns}`}>
        {props.empty}
      </EmptyState>
    );
  return (
    <>
      <ul aria-label={label}>
        {rows.map((row) => {
          const { glyph, name, about } = line(row);
          return (
            <RecordLine key={row.id} onOpen={() => onOpen(row.id)}>
              <span className={styles['glyph']}>{glyph}</span>
              <span className={lineName}>{name}</span>
              <span className={lineAbout}>{about}</span>
            </RecordLine>
          );
        })}
      </ul>
      {total > rows.length && (
        <p className={lineNote}>
          The first {numberText(rows.length)} of {numberText(total)}.
        </p>
      )}
      {props.foot}
    </>
  );
}
