import { Vault } from 'lucide-react';
import { useMemo } from 'react';
import type { EntryFilter } from '../../../shared/entries-contract.ts';
import { asks } from '../../components/record-screen/ask-action.ts';
import { onePart, organizationPart } from '../../components/record-screen/filter-part.ts';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import type { Action } from '../../lib/actions.ts';
import { navigate } from '../../lib/navigation.ts';
import type { RecordRoute } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { entryColumns } from './entry-columns.tsx';
import { copyPart } from '../../lib/copy-from-entry.ts';
import { EntryDetail } from './entry-detail.tsx';
import { EntryForm } from './entry-form.tsx';
import { entryQuestions } from './entry-questions.tsx';
import { entries } from './entry-session.ts';
import { issueLabels, issues } from './entry-words.ts';
import { useWishToSee } from './use-revealed.ts';
import { VaultGate } from './vault-gate.tsx';

const group = 'Vault';

/** The one entry that an action is about: secrets are taken one at a time. */
function entryAtHand() {
  const ids = entries.cursor.targetIds();
  return ids.length === 1 ? entries.rows.get(ids[0]!) : undefined;
}

const copies = (what: 'username' | 'password' | 'code', name: string, keys: string): Action => ({
  id: `entry.copy.${what}`,
  name,
  group,
  keys: [keys],
  when: () => entryAtHand() !== undefined,
  run() {
    const entry = entryAtHand();
    if (entry) void copyPart(entry, what);
  },
});

function togglePinned(): void {
  const ids = entries.cursor.targetIds();
  const pinned = entries.shared(ids, (row) => row.pinned) !== true;
  void entries.patch(ids, { pinned }, pinned ? 'pinned' : 'unpinned');
}

const actions: readonly Action[] = [
  copies('password', 'Copy password', 'c'),
  copies('username', 'Copy username', 'b'),
  copies('code', 'Copy one-time code', 't'),
  {
    id: 'entry.show',
    name: 'Show or hide the secrets',
    group,
    keys: ['v'],
    when: () => entries.use.getState().openId !== null,
    run() {
      entries.use.setState({ part: 'details' });
      useWishToSee.setState({ id: entries.use.getState().openId });
    },
  },
  asks(entries, group, 'edit', 'Edit entry…', 'e'),
  asks(entries, group, 'organization', 'Move to organization…', 'm'),
  asks(entries, group, 'asset', 'Link an asset…', 'l'),
  asks(entries, group, 'ticket', 'Link a ticket…', 'y'),
  {
    id: 'entry.pin',
    name: 'Pin or unpin',
    group,
    keys: ['p'],
    when: () => entries.cursor.targetIds().length > 0,
    run: togglePinned,
  },
  {
    id: 'entry.health',
    name: 'Health of the vault',
    group,
    keys: ['n'],
    run: () => navigate({ screen: 'health' }),
  },
];

function useFilterParts() {
  const organizations = useOrganizations();
  const labels = useAnswer('entries', 'labels', {}).value;
  return useMemo(
    () => [
      organizationPart<EntryFilter>(organizations),
      onePart<EntryFilter, 'folder'>(
        'folder',
        'Folder',
        (labels?.folders ?? []).map(({ name, count }) => ({ value: name, label: name, hint: String(count) })),
      ),
      onePart<EntryFilter, 'tag'>(
        'tag',
        'Tag',
        (labels?.tags ?? []).map(({ name, count }) => ({ value: name, label: name, hint: String(count) })),
      ),
      onePart<EntryFilter, 'issue'>(
        'issue',
        'Health',
        issues.map((issue) => ({ value: issue, label: issueLabels[issue] })),
      ),
      onePart<EntryFilter, 'hasCode'>('hasCode', 'One-time code', [
        { value: true, label: 'with one' },
        { value: false, label: 'without' },
      ]),
      onePart<EntryFilter, 'pinned'>('pinned', 'Pinned', [{ value: true, label: 'yes' }]),
    ],
    [organizations, labels],
  );
}

export function EntriesScreen({ route }: { route: RecordRoute }) {
  return (
    <VaultGate title={group}>
      <OpenVault route={route} />
    </VaultGate>
  );
}

function OpenVault({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const columns = useMemo(() => entryColumns(organizations), [organizations]);
  return (
    <RecordScreen
      session={entries}
      title={group}
      icon={Vault}
      columns={columns}
      filterParts={useFilterParts()}
      placeId={route.recordId}
      empty={{
        title: 'The vault is empty',
        text: 'Passwords and one-time codes of your clients, sealed on this machine. Write one, or import those you have.',
      }}
      form={(onClose) => <EntryForm entry={null} onClose={onClose} />}
      actions={actions}
      detail={(id) => <EntryDetail id={id} />}
      questions={entryQuestions}
    />
  );
}
