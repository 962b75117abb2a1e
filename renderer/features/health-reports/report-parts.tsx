import type { HealthReport } from '../../../shared/health-report.ts';
import { reportParts, staysWhole, type ReportPart } from '../../../shared/report-outline.ts';
import { FigureList } from '../../components/figure-list.tsx';
import { Time } from '../../components/time.tsx';
import styles from './health-reports.module.css';

type KnownPart = Extract<ReportPart, { status: 'known' }>;

/** All parts of a report, as its page and its PDF have them. */
export function ReportParts({ report }: { report: HealthReport }) {
  return reportParts(report).map((part) => (
    <section key={part.title} className={styles['section']} aria-label={part.title}>
      <h3>{part.title}</h3>
      {part.status === 'known' ? <Known {...part} /> : <Unknown {...part} />}
    </section>
  ));
}

function Unknown({ reason, lastCheckedAt }: Extract<ReportPart, { status: 'not_checked' }>) {
  return (
    <p className={styles['unknown']}>
      Not checked: {reason}{' '}
      {lastCheckedAt !== null && (
        <>
          Last checked <Time at={lastCheckedAt} form="moment" />.
        </>
      )}
    </p>
  );
}

function Known({ figures, table, gaps }: KnownPart) {
  return (
    <>
      <FigureList figures={figures} className={styles['figures']} />
      <Table {...table} />
      {gaps.map((gap) => (
        <p key={gap} className={styles['gap']}>
          {gap}
        </p>
      ))}
    </>
  );
}

function Table({ heads, rows }: KnownPart['table']) {
  if (rows.length === 0) return null;
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={`${at}-${row[0]}`}>
            {row.map((cell, column) => (
              <td key={heads[column]} className={staysWhole(cell) ? styles['whole'] : undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
