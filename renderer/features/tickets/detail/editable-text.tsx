import type { TicketPatch } from '../../../../shared/ticket.ts';
import { EditableValue, type EditableValueProps } from '../../../components/detail/editable-value.tsx';
import { client } from '../../../lib/client.ts';
import { changeTickets } from '../change-tickets.ts';

interface EditableTextProps extends Omit<EditableValueProps, 'draftKey' | 'onKeep'> {
  id: number;
  field: 'requester' | 'requesterEmail' | 'resolution' | 'description';
}

/** A text of the ticket, written where it stands. */
export function EditableText({ id, field, ...value }: EditableTextProps) {
  return (
    <EditableValue
      {...value}
      draftKey={`ticket:${id}:${field}`}
      onKeep={(next) => {
        const patch: TicketPatch = { [field]: next };
        return changeTickets({
          ids: [id],
          patch: field === 'requester' ? { requester: next } : {},
          done: `${value.label.toLowerCase()} changed`,
          send: () => client.tickets.update({ ids: [id], patch }),
        });
      }}
    />
  );
}
