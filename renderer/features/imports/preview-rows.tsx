import type { ImportOutcome, ImportPreview, ImportRow } from '../../../shared/import.ts';
import { mutedText, RecordTable, type RecordHead } from '../../components/record-table.tsx';
import { cx } from '../../lib/class-names.ts';
import styles from './imports.module.css';

export const outcomeWords: Record<ImportOutcome, string> = {
  new: 'New',
  changed: 'Changed',
  duplicate: 'Double',
  refused: 'Refused',
};

const heads: readonly RecordHead[] = ['Row', 'What happens', 'Subject', 'Organization'].map((label) => ({
  label,
}));

interface PreviewRowsProps {
  rows: readonly ImportRow[];
  /** All that were refused, also those beyond the rows that the preview holds. */
  refused: ImportPreview['refused'];
}

/** What happens to each row, and why where it is refused. */
export function PreviewRows({ rows, refused }: PreviewRowsProps) {
  const shown = new Set(rows.map(({ row }) => row));
  const further = refused.filter(({ row }) => !shown.has(row)).slice(0, 500);
  return (
    <RecordTable heads={heads}>
      {rows.map((row) => (
        <tr key={row.row}>
          <td className={mutedText}>{row.row}</td>
          <td className={cx(styles['outcome'], styles[row.outcome])}>
            {outcomeWords[row.outcome]}
            {row.reason !== null && <div className={mutedText}>{row.reason}</div>}
          </td>
          <td>{row.title}</td>
          <td className={mutedText}>{row.organization}</td>
        </tr>
      ))}
      {further.map(({ row, reason }) => (
        <tr key={`refused-${row}`}>
          <td className={mutedText}>{row}</td>
          <td className={cx(styles['outcome'], styles['refused'])}>Refused</td>
          <td colSpan={2} className={mutedText}>
            {reason}
          </td>
        </tr>
      ))}
    </RecordTable>
  );
}
