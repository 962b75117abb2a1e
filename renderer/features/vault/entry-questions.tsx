import { OrganizationPicker } from '../../components/record-screen/record-pickers.tsx';
import { useAnswer } from '../../lib/use-answer.ts';
import { EntryForm } from './entry-form.tsx';
import { AssetLinkPicker, TicketLinkPicker } from './entry-link-pickers.tsx';
import { entries } from './entry-session.ts';

interface EntryOverlayProps {
  kind: string;
  ids: readonly number[];
  onClose: () => void;
}

/** What is asked about entries over their list. */
export function EntryOverlay({ kind, ids, onClose }: EntryOverlayProps) {
  switch (kind) {
    case 'new':
      return <EntryForm entry={null} onClose={onClose} />;
    case 'edit':
      return ids[0] === undefined ? null : <EditEntry id={ids[0]} onClose={onClose} />;
    case 'asset':
      return <AssetLinkPicker ids={ids} onClose={onClose} />;
    case 'ticket':
      return <TicketLinkPicker ids={ids} onClose={onClose} />;
    default:
      return <OrganizationPicker session={entries} ids={ids} onClose={onClose} />;
  }
}

/** The form starts from the whole entry, never from a line of the list. */
function EditEntry({ id, onClose }: { id: number; onClose: () => void }) {
  const entry = useAnswer('entries', 'get', { id }).value;
  return entry ? <EntryForm key={id} entry={entry} onClose={onClose} /> : null;
}
