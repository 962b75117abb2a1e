import { Bell } from 'lucide-react';
import { useMemo } from 'react';
import type { Alert, AlertFilter } from '../../../shared/alert.ts';
import {
  manyPart,
  onePart,
  organizationPart,
  type FilterPart,
} from '../../components/record-screen/filter-part.ts';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import type { RecordRoute } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations, type OrganizationNames } from '../../lib/use-organizations.ts';
import { useTechnicians, type Technicians } from '../../lib/use-technicians.ts';
import { alertActions, group } from './alert-actions.ts';
import { alertColumns } from './alert-columns.tsx';
import { AlertDetail } from './alert-detail.tsx';
import { AssigneePicker, MutePicker } from './alert-pickers.tsx';
import { alerts, unresolved } from './alert-session.ts';
import { kindLabels } from '../../lib/alert-names.ts';
import { stateLabels } from './alert-words.ts';

const questions: RecordQuestions<Alert, AlertFilter, object, Alert> = {
  mute: (asked) => <MutePicker {...asked} />,
  assignee: (asked) => <AssigneePicker {...asked} />,
};

/** Everything but what is resolved is how the list begins: that narrows nothing, and any other choice does. */
function statePart(counts: Readonly<Record<string, number>> | undefined): FilterPart<AlertFilter> {
  const part = manyPart<AlertFilter, 'state'>(
    'state',
    'State',
    Object.entries(stateLabels).map(([value, label]) => ({
      value,
      label,
      hint: counts && value !== 'resolved' ? String(counts[value] ?? 0) : undefined,
    })),
  );
  const isUsual = ({ state = [] }: AlertFilter) =>
    state.length === unresolved.state!.length && unresolved.state!.every((each) => state.includes(each));
  return {
    ...part,
    words: (filter) => (isUsual(filter) ? null : (part.words(filter) ?? 'State: any')),
    without: (filter) => ({ ...filter, ...unresolved }),
  };
}

function useFilterParts(organizations: OrganizationNames, technicians: Technicians) {
  const counts = useAnswer('alerts', 'counts', {}).value;
  return useMemo(
    () => [
      statePart(counts?.states),
      manyPart<AlertFilter, 'kind'>(
        'kind',
        'Kind',
        Object.entries(kindLabels).map(([value, label]) => ({
          value,
          label,
          hint: String(counts?.kinds[value as keyof typeof kindLabels] ?? 0),
        })),
      ),
      organizationPart<AlertFilter>(organizations),
      onePart<AlertFilter, 'assigneeId'>('assigneeId', 'Assignee', [
        { value: null, label: 'Nobody' },
        ...technicians.active.map(({ id, name }) => ({ value: id, label: name })),
      ]),
    ],
    [counts, organizations, technicians],
  );
}

/** Everything that somebody should look at, whatever told of it. */
export function AlertsScreen({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const technicians = useTechnicians();
  const columns = useMemo(() => alertColumns(organizations, technicians), [organizations, technicians]);
  return (
    <RecordScreen
      session={alerts}
      title={group}
      icon={Bell}
      columns={columns}
      filterParts={useFilterParts(organizations, technicians)}
      placeId={route.recordId}
      empty={{
        title: 'Nothing asks for you',
        text: 'Monitors that go down, breaches, vulnerabilities and troubles with other services come here by themselves, and go when they end.',
      }}
      actions={alertActions}
      detail={(id) => <AlertDetail id={id} />}
      questions={questions}
    />
  );
}
