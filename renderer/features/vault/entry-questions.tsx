import type { EntryFilter } from '../../../shared/entries-contract.ts';
import type { Entry, EntryPatch, EntryRow } from '../../../shared/entry.ts';
import { AssetLinkPicker } from '../../components/record-screen/asset-link-picker.tsx';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { useAnswer } from '../../lib/use-answer.ts';
import { EntryForm } from './entry-form.tsx';
import { TicketLinkPicker } from './entry-link-pickers.tsx';
import { entries } from './entry-session.ts';

/** What is asked about entries over their list. */
export const entryQuestions: RecordQuestions<EntryRow, EntryFilter, EntryPatch, Entry> = {
  edit: ({ ids, onClose }) => (ids[0] === undefined ? null : <EditEntry id={ids[0]} onClose={onClose} />),
  asset: ({ ids, onClose }) => <AssetLinkPicker session={entries} ids={ids} onClose={onClose} />,
  ticket: ({ ids, onClose }) => <TicketLinkPicker ids={ids} onClose={onClose} />,
};

/** The form starts from the whole entry, never from a line of the list. */
function EditEntry({ id, onClose }: { id: number; onClose: () => void }) {
  const entry = useAnswer('entries', 'get', { id }).value;
  return entry ? <EntryForm key={id} entry={entry} onClose={onClose} /> : null;
}
