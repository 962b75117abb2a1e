import { ShieldAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { Vulnerability, VulnerabilityRow } from '../../../shared/vulnerability.ts';
import { asks } from '../../components/record-screen/ask-action.ts';
import { onePart, organizationPart } from '../../components/record-screen/filter-part.ts';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import type { Action } from '../../lib/actions.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { navigate } from '../../lib/navigation.ts';
import type { OwnedPatch } from '../../lib/record-session.ts';
import { allRecords, type RecordRoute } from '../../lib/route.ts';
import { showFailure } from '../../lib/toasts.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { confirmMatch } from './decide.ts';
import { FeedsDialog, SourcesButton } from './feeds-dialog.tsx';
import { EvidenceForm, SuppressForm, TicketPicker } from './finding-forms.tsx';
import { ConfirmPicker, RejectPicker } from './match-picker.tsx';
import { emptyWords, useMissingCatalogue } from './use-catalogue.ts';
import { vulnerabilityColumns } from './vulnerability-columns.tsx';
import { VulnerabilityDetail } from './vulnerability-detail.tsx';
import { VulnerabilityLead } from './vulnerability-lead.tsx';
import { vulnerabilities, type ListFilter } from './vulnerability-sessions.ts';

const group = 'Vulnerabilities';

/** The one candidate at once; of several, a person says which. */
async function confirmFirst(): Promise<void> {
  const [id] = vulnerabilities.cursor.targetIds();
  if (id === undefined) return;
  try {
    const { matches } = await client.vulnerabilities.get({ id });
    const [only, ...others] = matches.filter(({ state }) => state === 'candidate');
    if (only && others.length === 0) await confirmMatch(only);
    else vulnerabilities.ask('confirm', [id]);
  } catch (error) {
    showFailure(`Not confirmed: ${errorMessage(error)}`);
  }
}

const actions: readonly Action[] = [
  {
    ...asks(vulnerabilities, group, 'confirm', 'Confirm what meets it', 'c'),
    run: () => void confirmFirst(),
  },
  asks(vulnerabilities, group, 'reject', 'Reject what meets it…', 'r'),
  asks(vulnerabilities, group, 'suppress', 'Suppress…', 's'),
  asks(vulnerabilities, group, 'evidence', 'Mark fixed with evidence…', 'e'),
  asks(vulnerabilities, group, 'ticket', 'Make a ticket of it…', 't'),
  {
    id: 'vulnerabilities.view',
    name: 'List by asset',
    group,
    keys: ['v'],
    run: () => navigate(allRecords('exposures')),
  },
  {
    id: 'vulnerabilities.sources',
    name: 'Sources: refresh, import, settings…',
    group,
    keys: ['shift+f'],
    run: () => vulnerabilities.ask('feeds', []),
  },
];

type Asked = { readonly ids: readonly number[]; readonly onClose: () => void };
/** Of a selection, the first: what is said is said of one. */
const first = ({ ids, onClose }: Asked) => ({ of: { vulnerabilityId: ids[0]! }, onClose });

const questions: RecordQuestions<VulnerabilityRow, ListFilter, OwnedPatch, Vulnerability> = {
  confirm: ({ ids, onClose }) => <ConfirmPicker vulnerabilityId={ids[0]!} onClose={onClose} />,
  reject: ({ ids, onClose }) => <RejectPicker vulnerabilityId={ids[0]!} onClose={onClose} />,
  suppress: (asked) => <SuppressForm {...first(asked)} />,
  evidence: (asked) => <EvidenceForm {...first(asked)} />,
  ticket: (asked) => <TicketPicker {...first(asked)} />,
  feeds: ({ onClose }) => <FeedsDialog onClose={onClose} />,
};

/** What is known to be exploited and meets an asset, by CVE. */
export function VulnerabilitiesScreen({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const missing = useMissingCatalogue();
  const organizationId = vulnerabilities.use(({ query }) => query.filter.organizationId);
  const filterParts = useMemo(
    () => [
      onePart<ListFilter, 'state'>('state', 'Shown', [
        { value: 'open', label: 'Open on an asset' },
        { value: 'candidates', label: 'To look at' },
        { value: 'all', label: 'Whole catalogue' },
      ]),
      onePart<ListFilter, 'overdue'>('overdue', 'Due', [{ value: true, label: 'Overdue' }]),
      onePart<ListFilter, 'ransomware'>('ransomware', 'Ransomware', [{ value: 'known', label: 'Known' }]),
      organizationPart<ListFilter>(organizations),
    ],
    [organizations],
  );
  return (
    <RecordScreen
      session={vulnerabilities}
      title={group}
      icon={ShieldAlert}
      columns={vulnerabilityColumns}
      filterParts={filterParts}
      placeId={route.recordId}
      buttons={<SourcesButton onClick={() => vulnerabilities.ask('feeds', [])} />}
      lead={<VulnerabilityLead view="vulnerabilities" organizationId={organizationId} />}
      empty={emptyWords(missing, {
        title: 'Nothing that is known to be exploited',
        text: 'Software of assets is compared with CISA’s catalogue. Bring in a list of installed software under Imports, or note it at an asset; Shift+F says how old the catalogue is.',
      })}
      actions={actions}
      detail={(id) => <VulnerabilityDetail id={id} />}
      questions={questions}
    />
  );
}
