import { FileHeart } from 'lucide-react';
import { useState } from 'react';
import { publicId } from '../../../shared/public-id.ts';
import { AddButton, AddFirst } from '../../components/add-button.tsx';
import { AskToRemove } from '../../components/ask-to-remove.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ListPages, pageRows } from '../../components/list-pages.tsx';
import { Listed } from '../../components/listed.tsx';
import { DetailBody, Screen } from '../../components/screen.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { useActions } from '../../lib/actions.ts';
import { partOf } from '../../lib/answers.ts';
import { client } from '../../lib/client.ts';
import { closeAction } from '../../lib/close-action.ts';
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
  const [offset, setOffset] = useState(0);
  const answer = useAnswer('healthReports', 'list', { offset, limit: pageRows });
  const { rows, total = 0 } = answer.value ?? {};
  // The last one of the last page was removed.
  if (rows?.length === 0 && offset > 0) setOffset(0);
  const add = () => setAsking('new');
  const close = () => setAsking(null);
  useActions([
    { id: 'report.new', name: 'New health report', group, keys: ['w'], run: add },
    closeAction({
      id: 'report.close',
      name: 'Close the report',
      group,
      isOpen: reportId !== null,
      run: () => show(null),
    }),
  ]);
  return (
    <Screen>
      <TopBar
        title={group}
        count={answer.value ? numberText(total) : ''}
        actions={<AddButton onAdd={add}>New report</AddButton>}
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
        <Listed
          answer={partOf(answer, (value) => value.rows)}
          noun="reports"
          icon={FileHeart}
          empty={
            <EmptyState
              icon={FileHeart}
              title="No report was made yet"
              action={<AddFirst onAdd={add}>New report</AddFirst>}
            >
              Tickets, uptime, vulnerabilities, breaches, the security score and what ends soon: of one client
              and one time, on a page that can be printed.
            </EmptyState>
          }
        >
          {(reports) => (
            <ListPages noun="reports" group={group} offset={offset} total={total} onTurn={setOffset}>
              <ReportList reports={reports} openId={reportId} onOpen={show} />
            </ListPages>
          )}
        </Listed>
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
