import { Bug } from 'lucide-react';
import type { Finding } from '../../../shared/vulnerability.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { lineAbout, lineName, lineNote, RecordLine } from '../../components/record-line.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import type { Answer } from '../../lib/answers.ts';
import { useNow } from '../../lib/clock.ts';
import { dateText, ticketNumber } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { findingStates } from './vulnerability-words.ts';

export type FindingsOf = { readonly assetId: number } | { readonly vulnerabilityId: number };

export const useFindings = (of: FindingsOf | null): Answer<readonly Finding[]> =>
  useAnswer('vulnerabilities', 'findings', of);

interface FindingListProps {
  of: FindingsOf;
  /** What tells one from the others: the asset, or the vulnerability. */
  name: (finding: Finding) => string;
  empty: string;
  onOpen: (finding: Finding) => void;
}

/** Findings of one vulnerability or one asset, open ones first. */
export function FindingList({ of, name, empty, onOpen }: FindingListProps) {
  const answer = useFindings(of);
  const now = useNow();
  if (answer.status === 'loading') return <Skeleton rows={5} label="Loading findings" />;
  if (!answer.value)
    return <p className={lineNote}>The findings could not be read: {answer.error?.message}</p>;
  if (answer.value.length === 0) {
    return (
      <EmptyState icon={Bug} title="No findings">
        {empty}
      </EmptyState>
    );
  }
  return (
    <ul aria-label="Findings">
      {answer.value.map((finding) => (
        <RecordLine key={finding.id} onOpen={() => onOpen(finding)}>
          <span className={lineName} title={finding.title}>
            {name(finding)}
          </span>
          <span className={lineAbout} title={finding.reason ?? undefined}>
            {aboutText(finding, now)}
          </span>
          <StateDot shape={findingStates[finding.state].shape}>{findingStates[finding.state].label}</StateDot>
        </RecordLine>
      ))}
    </ul>
  );
}

/** The version that has it, and what became of it. */
function aboutText({ softwareVersion, ticketId, until, reason }: Finding, now: number): string {
  return [
    softwareVersion,
    ticketId === null ? '' : ticketNumber(ticketId),
    until === null ? '' : `until ${dateText(until, now)}`,
    reason ?? '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
