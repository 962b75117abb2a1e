import { History, MailWarning, Search, Settings2 } from 'lucide-react';
import { useMemo } from 'react';
import type { BreachAddress, BreachReport } from '../../../shared/breach.ts';
import type { BreachAddressFilter } from '../../../shared/breaches-contract.ts';
import { Button, narrowLabel } from '../../components/button.tsx';
import { manyPart, onePart, organizationPart } from '../../components/record-screen/filter-part.ts';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import type { Action } from '../../lib/actions.ts';
import type { RecordRoute } from '../../lib/route.ts';
import { useOrganizations, type OrganizationNames } from '../../lib/use-organizations.ts';
import { BreachDetail } from './breach-detail.tsx';
import { breachColumns } from './breach-columns.tsx';
import { breaches, checkAgain, turnWatch } from './breach-session.ts';
import { BreachLead } from './breach-lead.tsx';
import { standingLabels } from './breach-words.ts';
import { CheckForm } from './check-form.tsx';
import { CustomerTicket } from './customer-ticket.tsx';
import type { Leads } from './impact.tsx';
import { SourcesForm } from './sources-form.tsx';
import { Timeline } from './timeline.tsx';

const group = 'Breaches';
const askCheck = () => breaches.ask('check', []);
const askSources = () => breaches.ask('sources', []);
const askTimeline = () => breaches.ask('timeline', []);
const hasTargets = () => breaches.cursor.targetIds().length > 0;

const actions: readonly Action[] = [
  { id: 'breach.check', name: 'Check addresses…', group, keys: ['c'], run: askCheck },
  {
    id: 'breach.again',
    name: 'Check again now',
    group,
    keys: ['r'],
    when: hasTargets,
    run: () => void checkAgain(),
  },
  {
    id: 'breach.watch',
    name: 'Watch, or stop watching',
    group,
    keys: ['w'],
    when: hasTargets,
    run: () => void turnWatch(),
  },
  {
    id: 'breach.ticket',
    name: 'Write to the customer…',
    group,
    keys: ['t'],
    when: hasTargets,
    run: () => breaches.ask('ticket', breaches.cursor.targetIds().slice(0, 1)),
  },
  { id: 'breach.timeline', name: 'Timeline', group, keys: ['v'], run: askTimeline },
  {
    id: 'breach.sources',
    name: 'Sources…',
    group,
    keys: ['s'],
    keywords: 'hibp key pwned settings',
    run: askSources,
  },
];

function filterPartsOf(organizations: OrganizationNames) {
  return [
    manyPart<BreachAddressFilter, 'standing'>(
      'standing',
      'Standing',
      Object.entries(standingLabels).map(([value, label]) => ({ value, label })),
    ),
    onePart<BreachAddressFilter, 'watched'>('watched', 'Watched', [
      { value: true, label: 'Yes' },
      { value: false, label: 'No' },
    ]),
    organizationPart<BreachAddressFilter>(organizations),
  ];
}

const questions: RecordQuestions<BreachAddress, BreachAddressFilter, object, BreachReport> = {
  check: ({ onClose }) => <CheckForm onClose={onClose} />,
  sources: ({ onClose }) => <SourcesForm onClose={onClose} />,
  timeline: ({ onClose }) => <Timeline onClose={onClose} />,
  ticket: ({ ids, onClose }) =>
    ids[0] === undefined ? null : <CustomerTicket id={ids[0]} onClose={onClose} />,
};

/** Whose address is in which breach, who is watched for new ones, and what to do about it. */
export function BreachesScreen({ route, ...leads }: { route: RecordRoute } & Leads) {
  const organizations = useOrganizations();
  const columns = useMemo(() => breachColumns(organizations), [organizations]);
  const filterParts = useMemo(() => filterPartsOf(organizations), [organizations]);
  return (
    <RecordScreen
      session={breaches}
      title={group}
      icon={MailWarning}
      columns={columns}
      filterParts={filterParts}
      placeId={route.recordId}
      buttons={
        <>
          <Button icon={Settings2} keys="s" onClick={askSources}>
            <span className={narrowLabel}>Sources</span>
          </Button>
          <Button icon={History} keys="v" onClick={askTimeline}>
            <span className={narrowLabel}>Timeline</span>
          </Button>
          <Button variant="primary" icon={Search} keys="c" onClick={askCheck}>
            <span className={narrowLabel}>Check…</span>
          </Button>
        </>
      }
      lead={<BreachLead onSources={askSources} />}
      empty={{
        title: 'No address was checked yet',
        text: 'Press c to check one, a pasted list, or everybody who is known of an organization. Those on the watch list are looked at by themselves.',
      }}
      actions={actions}
      detail={(id) => <BreachDetail id={id} {...leads} />}
      questions={questions}
    />
  );
}
