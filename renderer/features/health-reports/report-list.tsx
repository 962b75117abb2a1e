import type { HealthReportRow } from '../../../shared/health-report.ts';
import { ListBox } from '../../components/list-box.tsx';
import { Time } from '../../components/time.tsx';
import { periodText } from '../../../shared/day-words.ts';
import cells from '../../components/list-cells.module.css';
import styles from './health-reports.module.css';

interface ReportListProps {
  reports: readonly HealthReportRow[];
  openId: number | null;
  onOpen: (id: number) => void;
}

/** One line a report, the newest first. */
export function ReportList({ reports, openId, onOpen }: ReportListProps) {
  return (
    <div className={styles['listPlace']}>
      <ListBox
        label="Health reports"
        className={styles['reports']}
        items={reports}
        idOf={({ id }) => id}
        openId={openId}
        onOpen={onOpen}
        heads={['Organization', 'Period', 'Score', 'Made by', 'When']}
        row={(report) => (
          <>
            <span className={cells['name']}>{report.organizationName}</span>
            <span className={cells['cell']}>{periodText(report.from, report.to)}</span>
            <span className={cells['number']}>{report.score ?? '—'}</span>
            <span className={cells['cell']}>{report.createdBy}</span>
            <span className={cells['cell']}>
              <Time at={report.createdAt} />
            </span>
          </>
        )}
      />
    </div>
  );
}
