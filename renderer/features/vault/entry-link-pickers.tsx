import { Ticket } from 'lucide-react';
import { useState } from 'react';
import { Picker, type PickerOption } from '../../components/picker.tsx';
import { ticketNumber } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { entries } from './entry-session.ts';

interface LinkPickerProps {
  ids: readonly number[];
  onClose: () => void;
}

const none = 'none';
const glyph = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** The ticket that entries belong to. */
export function TicketLinkPicker({ ids, onClose }: LinkPickerProps) {
  const [query, setQuery] = useState('');
  const search = query.trim();
  const asked = /^\d+$/.test(search) ? `TCK-${search}` : search;
  const found = useAnswer('tickets', 'search', search.length < 2 ? null : { query: asked, limit: 20 }).value;
  const options: PickerOption[] = (found?.rows ?? []).map(({ id, subject }) => ({
    id: String(id),
    label: subject,
    hint: ticketNumber(id),
    icon: <Ticket {...glyph} />,
  }));
  return (
    <Picker
      title={`Ticket of ${entries.nameOf(ids)}`}
      placeholder="Number or words…"
      options={search === '' ? [{ id: none, label: 'No ticket' }] : options}
      onQuery={setQuery}
      onPick={({ id }) =>
        void entries.patch(
          ids,
          { ticketId: id === none ? null : Number(id) },
          id === none ? 'unlinked' : `linked to ${ticketNumber(Number(id))}`,
        )
      }
      onClose={onClose}
    />
  );
}
