import { FileDown, Printer, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { publicId } from '../../../shared/public-id.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, faintCode, FixedTitle } from '../../components/detail/detail-head.tsx';
import { DetailPane, DetailPlace } from '../../components/detail/detail-pane.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useActions, type Action } from '../../lib/actions.ts';
import { periodText } from '../../../shared/day-words.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { ReportParts } from './report-parts.tsx';

interface ReportDetailProps {
  id: number;
  onRemove: () => void;
  onClose: () => void;
}

async function savePdf(id: number): Promise<void> {
  try {
    const { saved } = await client.shell.saveReport({ id });
    if (saved) showToast('The PDF is saved');
  } catch (error) {
    showFailure(`No PDF was made: ${errorMessage(error)}`);
  }
}

async function print(id: number): Promise<void> {
  try {
    await client.shell.printReport({ id });
  } catch (error) {
    showFailure(`Not printed: ${errorMessage(error)}`);
  }
}

/** A report as it was made, and the ways to take it along. */
export function ReportDetail({ id, onRemove, onClose }: ReportDetailProps) {
  const [part, setPart] = useState('report');
  const answer = useAnswer('healthReports', 'get', { id });
  const report = answer.value;
  const action = (name: string, title: string, keys: string, run: () => void): Action => ({
    id: `report.${name}`,
    name: title,
    group: 'Health reports',
    keys: [keys],
    run,
  });
  useActions([
    action('pdf', 'Save the report as PDF', 's', () => void savePdf(id)),
    action('print', 'Print the report', 'mod+p', () => void print(id)),
    action('remove', 'Delete the report', 'delete', onRemove),
  ]);
  if (!report) {
    return (
      <DetailPlace label="Health report">
        {answer.status === 'failed' ? (
          <EmptyState icon={FileDown} title="The report could not be read">
            {answer.error.message}
          </EmptyState>
        ) : (
          <Skeleton rows={10} label="Loading the report" />
        )}
      </DetailPlace>
    );
  }
  return (
    <DetailPane
      id="report-detail"
      label={`Report on ${report.organizationName}`}
      of="the report"
      part={part}
      onPart={setPart}
      head={
        <DetailHead
          noun="report"
          onClose={onClose}
          meta={
            <>
              <span>{periodText(report.from, report.to)}</span>
              <span className={faintCode}>{publicId('report', report.id)}</span>
            </>
          }
          title={<FixedTitle>{report.organizationName}</FixedTitle>}
        >
          <Button icon={FileDown} keys="s" onClick={() => void savePdf(id)}>
            Save as PDF
          </Button>
          <Button icon={Printer} keys="mod+p" onClick={() => void print(id)}>
            Print
          </Button>
          <Button icon={Trash2} keys="delete" onClick={onRemove}>
            Delete
          </Button>
        </DetailHead>
      }
      parts={[{ id: 'report', label: 'Report', content: <ReportParts report={report} /> }]}
    />
  );
}
