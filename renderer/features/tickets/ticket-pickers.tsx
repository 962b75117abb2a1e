import { useState } from 'react';
import type { TicketLink } from '../../../shared/ticket.ts';
import type { TicketRow } from '../../../shared/ticket.ts';
import { Picker, type PickerOption } from '../../components/picker.tsx';
import { client } from '../../lib/client.ts';
import { ticketNumber } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { changeTickets, nameTickets } from './change-tickets.ts';
import { StatusGlyph } from './glyphs.tsx';
import { useNames } from './people.ts';
import type { TicketPickerProps } from './property-pickers.tsx';
import { ticketRows } from './rows.ts';
import { merge } from './ticket-verbs.ts';

interface ChooseTicketProps {
  title: string;
  placeholder: string;
  /** Tickets that cannot be chosen. */
  except: readonly number[];
  /** Offered before anything is typed. */
  first?: readonly TicketRow[];
  onPick: (row: { id: number; label: string }) => void;
  onClose: () => void;
}

/** A ticket by number or words, with those of the same organization offered first. */
function ChooseTicket({ title, placeholder, except, first = [], onPick, onClose }: ChooseTicketProps) {
  const [query, setQuery] = useState('');
  const names = useNames();
  const asked = /^\d+$/.test(query.trim()) ? `TCK-${query.trim()}` : query;
  const found = useAnswer(
    'tickets',
    'search',
    asked.trim() === '' ? null : { query: asked, limit: 30 },
  ).value;
  const rows = asked.trim() === '' ? first : (found?.rows ?? []);
  const options: PickerOption[] = rows
    .filter((row) => !except.includes(row.id))
    .map((row) => ({
      id: String(row.id),
      label: `${ticketNumber(row.id)}  ${row.subject}`,
      icon: <StatusGlyph status={row.status} decorative />,
      hint: names.organization(row.organizationId),
    }));
  return (
    <Picker
      title={title}
      placeholder={placeholder}
      options={options}
      onQuery={setQuery}
      emptyText={asked.trim() === '' ? 'Type a number or words of the other ticket.' : 'No such ticket.'}
      onPick={({ id, label }) => onPick({ id: Number(id), label })}
      onClose={onClose}
    />
  );
}

function rowsOf(ids: readonly number[]): TicketRow[] {
  return ids.map((id) => ticketRows.get(id)).filter((row) => row !== undefined);
}

/** Several selected: one of them takes the others in. One alone: any other ticket may take it in. */
export function MergePicker({ ids, onClose }: TicketPickerProps) {
  const organizationId = ticketRows.get(ids[0]!)?.organizationId;
  const listed = useAnswer(
    'tickets',
    'list',
    ids.length === 1 && organizationId !== undefined
      ? { view: 'inbox', filter: { organizationId }, limit: 30 }
      : null,
  ).value;
  const several = ids.length > 1;
  return (
    <ChooseTicket
      title={several ? `Merge ${nameTickets(ids)} into one of them` : `Merge ${nameTickets(ids)} into`}
      placeholder="The ticket that stays…"
      except={several ? [] : ids}
      first={several ? rowsOf(ids) : (listed?.rows ?? [])}
      onPick={({ id }) => merge(ids, id)}
      onClose={onClose}
    />
  );
}

export function ParentPicker({ ids, onClose }: TicketPickerProps) {
  return (
    <ChooseTicket
      title={`Parent of ${nameTickets(ids)}`}
      placeholder="Number or words of the parent…"
      except={ids}
      onPick={({ id }) =>
        void changeTickets({
          ids,
          patch: {},
          done: `now under ${ticketNumber(id)}`,
          send: () => client.tickets.update({ ids, patch: { parentId: id } }),
        })
      }
      onClose={onClose}
    />
  );
}

export const linkLabels: Record<TicketLink['kind'], { from: string; to: string }> = {
  related: { from: 'Related to', to: 'Related to' },
  duplicates: { from: 'Duplicates', to: 'Duplicated by' },
  blocks: { from: 'Blocks', to: 'Blocked by' },
  caused_by: { from: 'Caused by', to: 'Causes' },
};

/** First how, then to what. */
export function LinkPicker({ ids, onClose }: TicketPickerProps) {
  const [kind, setKind] = useState<TicketLink['kind'] | null>(null);
  if (kind === null) {
    return (
      <Picker
        key="kind"
        title={`Link ${nameTickets(ids)}`}
        placeholder="How are they linked?"
        multiple
        options={(Object.keys(linkLabels) as TicketLink['kind'][]).map((id) => ({
          id,
          label: linkLabels[id].from,
        }))}
        onPick={(option) => setKind(option.id as TicketLink['kind'])}
        onClose={onClose}
      />
    );
  }
  return (
    <ChooseTicket
      key="ticket"
      title={`${nameTickets(ids)} ${linkLabels[kind].from.toLowerCase()}`}
      placeholder="The other ticket…"
      except={ids}
      onPick={({ id: toId }) =>
        void changeTickets({
          ids,
          patch: {},
          done: `linked to ${ticketNumber(toId)}`,
          send: () => Promise.all(ids.map((fromId) => client.tickets.link({ fromId, toId, kind }))),
        })
      }
      onClose={onClose}
    />
  );
}
