import { FileHeart, Plus } from 'lucide-react';
import { useState } from 'react';
import { publicId } from '../../../shared/identity.ts';
import { AskToRemove } from '../../components/ask-to-remove.tsx';
import { Button, narrowLabel } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { DetailBody, Screen } from '../../components/screen.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { useActions } from '../../lib/actions.ts';
import { client } from '../../lib/client.ts';
import { numberText } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { ReportDetail } from './report-detail.tsx';
import { ReportForm } from './report-form.tsx';
import { ReportList } from './report-list.tsx';

const group = 'Health reports';
const show = (reportId: number | null) => navigate({ screen: 'reports', reportId });

/** Reports on clients, as they were made: to read, to print, to send along. */
export function ReportsScreen({ reportId }: { reportId: number | null }) {
  const [asking, setAsking] = useState<'new' | 'remove' | null>(null);
  const answer = useAnswer('healthReports', 'list', { limit: 200 });
  const reports = answer.value?.rows;
  const add = () => setAsking('new');
  const close = () => setAsking(null);
  useActions([
    { id: 'report.new', name: 'New health report', group, keys: ['w'], run: add },
    {
      id: 'report.close',
      name: 'Close the report',
      group,
      keys: ['escape'],
      hidden: true,
      when: () => reportId !== null,
      run: () => show(null),
    },
  ]);
  return (
    <Screen>
      <TopBar
        title={group}
        count={answer.value ? numberText(answer.value.total) : ''}
        actions={
          <Button variant="primary" icon={Plus} aria-keyshortcuts="w" onClick={add}>
            <span className={narrowLabel}>New report</span>
          </Button>
        }
      />
      <DetailBody
        noun="report"
        detail={
          reportId === null ? null : (
            <ReportDetail
              key={reportId}
              id={reportId}
              onRemove={() => setAsking('remove')}
              onClose={() => show(null)}
            />
          )
        }
      >
        {answer.status === 'loading' && !reports && <Skeleton rows={6} label="Loading the reports" />}
        {answer.status === 'failed' && !reports && (
          <EmptyState icon={FileHeart} title="The reports could not be read">
            {answer.error.message} Nothing was lost.
          </EmptyState>
        )}
        {reports?.length === 0 && (
          <EmptyState
            icon={FileHeart}
            title="No report was made yet"
            action={
              <Button variant="primary" keys="w" onClick={add}>
                New report
              </Button>
            }
          >
            Tickets, uptime, vulnerabilities, breaches, the security score and what ends soon: of one client
            and one time, on a page that can be printed.
          </EmptyState>
        )}
        {reports !== undefined && reports.length > 0 && (
          <ReportList reports={reports} openId={reportId} onOpen={show} />
        )}
      </DetailBody>
      {asking === 'new' && (
        <ReportForm
          onClose={close}
          onMade={({ id }) => {
            close();
            show(id);
          }}
        />
      )}
      {asking === 'remove' && reportId !== null && (
        <AskToRemove
          name={publicId('report', reportId)}
          remove={async () => void (await client.healthReports.remove({ id: reportId }))}
          onClose={close}
          onGone={() => {
            close();
            show(null);
          }}
        >
          A report cannot be made again as it was: figures of that time go on. Keep a PDF where it was sent to
          a client.
        </AskToRemove>
      )}
    </Screen>
  );
}
