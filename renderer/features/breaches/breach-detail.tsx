import { Building2, Eye, EyeOff, MailPlus, RefreshCw } from 'lucide-react';
import type { BreachAddress, BreachReport } from '../../../shared/breach.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, FixedTitle, PropertyChip } from '../../components/detail/detail-head.tsx';
import { RecordDetail } from '../../components/record-screen/record-detail.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { useNow } from '../../lib/clock.ts';
import { numberText } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { breaches, checkAgain, turnWatch } from './breach-session.ts';
import { standingLabels, standingSentence, shapeOf, standingText } from './breach-words.ts';
import styles from './breaches.module.css';
import { Exposures } from './exposures.tsx';
import { Impact, type Leads } from './impact.tsx';

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** One address: what is known of it, what a breach of it may open, and every look at it. */
export function BreachDetail({ id, ...leads }: { id: number } & Leads) {
  return (
    <RecordDetail
      session={breaches}
      id={id}
      label={({ email }) => email}
      head={(row) => <BreachHead row={row} />}
      parts={(row, whole) => [
        {
          id: 'breaches',
          label: row.exposures > 0 ? `Breaches ${numberText(row.exposures)}` : 'Breaches',
          content: whole ? <Exposures report={whole} /> : <Skeleton rows={5} label="Loading the breaches" />,
        },
        { id: 'impact', label: 'What it may open', content: <Impact id={id} {...leads} /> },
        {
          id: 'checks',
          label: 'Checks',
          content: whole ? <Checks report={whole} /> : <Skeleton rows={5} label="Loading the checks" />,
        },
      ]}
    />
  );
}

function BreachHead({ row }: { row: BreachAddress }) {
  const now = useNow();
  const organizations = useOrganizations();
  return (
    <DetailHead
      noun="address"
      onClose={() => breaches.cursor.open(null)}
      meta={<StateDot shape={shapeOf(row)}>{standingText(row)}</StateDot>}
      title={<FixedTitle>{row.email}</FixedTitle>}
    >
      <p className={styles['sentence']}>{standingSentence(row, now)}</p>
      <Button icon={RefreshCw} keys="r" onClick={() => void checkAgain()}>
        Check now
      </Button>
      <Button icon={row.watched ? EyeOff : Eye} keys="w" onClick={() => void turnWatch()}>
        {row.watched ? 'Stop watching' : 'Watch'}
      </Button>
      <Button icon={MailPlus} keys="t" onClick={() => breaches.ask('ticket', [row.id])}>
        Write to the customer
      </Button>
      <PropertyChip
        label="Organization"
        value={organizations.nameOf(row.organizationId) ?? '…'}
        icon={<Building2 {...icon} />}
        onClick={() => navigate({ screen: 'organizations', organizationId: row.organizationId })}
      />
    </DetailHead>
  );
}

function Checks({ report }: { report: BreachReport }) {
  if (report.checks.length === 0) return <p className={styles['note']}>Nobody has looked yet.</p>;
  return (
    <ol className={styles['checks']} aria-label="Checks, the newest first">
      {report.checks.map((check) => (
        <li key={`${check.at} ${check.source}`}>
          <StateDot shape={check.answer === 'clean' ? 'good' : check.answer === 'found' ? 'bad' : 'gone'}>
            {standingLabels[check.answer]}
            {check.newBreaches > 0 && `, ${numberText(check.newBreaches)} new`}
          </StateDot>
          <span className={styles['faint']}>
            {check.source}, <Time at={check.at} form="moment" />
          </span>
          {check.detail !== null && <span className={styles['reason']}>{check.detail}</span>}
        </li>
      ))}
    </ol>
  );
}
