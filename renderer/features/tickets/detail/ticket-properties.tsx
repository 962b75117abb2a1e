import { Plus } from 'lucide-react';
import type { Ticket } from '../../../../shared/ticket.ts';
import { Button } from '../../../components/button.tsx';
import { CustomFieldsEditor } from '../../../components/detail/custom-fields-editor.tsx';
import {
  Properties,
  Property,
  PropertyActions,
  PropertyList,
  valueButton,
} from '../../../components/detail/property-list.tsx';
import { client } from '../../../lib/client.ts';
import { absoluteTime, ticketNumber } from '../../../lib/format.ts';
import { assetText, openAsset, setDevice } from '../asset-picker.tsx';
import { changeTickets } from '../change-tickets.ts';
import { useNames } from '../people.ts';
import { goToTicket, showOverlay, type Overlay } from '../triage-store.ts';
import { EditableText } from './editable-text.tsx';
import { TicketRelations } from './ticket-relations.tsx';

/** Everything that triage needs less often. Click a value, or reach it with Tab, to change it. */
export function TicketProperties({ ticket }: { ticket: Ticket }) {
  const names = useNames();
  const { id } = ticket;
  const ask =
    (kind: Extract<Overlay, { ids: number[] }>['kind'] & Exclude<Overlay['kind'], 'message'>) => () =>
      showOverlay({ kind, ids: [id] });
  const watchers = ticket.watcherIds.map((watcher) => names.technician(watcher) ?? '…');
  return (
    <Properties>
      <PropertyList>
        <Property label="Requester">
          <EditableText
            id={id}
            field="requester"
            label="Requester"
            value={ticket.requester}
            maxLength={200}
          />
        </Property>
        <Property label="E-mail">
          <EditableText
            id={id}
            field="requesterEmail"
            label="Requester’s e-mail"
            value={ticket.requesterEmail}
            maxLength={254}
          />
        </Property>
        <Property label="Asset">
          <Button
            variant="quiet"
            className={valueButton}
            {...(ticket.asset ? { keys: 'shift+d' } : {})}
            onClick={() => (ticket.asset ? openAsset(ticket.asset.id) : ask('asset')())}
          >
            {assetText(ticket)}
          </Button>
          {ticket.deviceId !== null && (
            <Button variant="quiet" onClick={() => setDevice([id], null, 'about no asset any more')}>
              Unlink<span className="visually-hidden"> the asset</span>
            </Button>
          )}
        </Property>
        <Property label="Watchers">
          <Button variant="quiet" className={valueButton} onClick={ask('watchers')}>
            {watchers.length === 0 ? 'Nobody' : watchers.join(', ')}
          </Button>
        </Property>
        <Property label="Snoozed">
          <Button variant="quiet" keys="h" className={valueButton} onClick={ask('snooze')}>
            {ticket.snoozedUntil === null ? 'No' : `until ${absoluteTime(ticket.snoozedUntil)}`}
          </Button>
        </Property>
        <Property label="Answer due">
          {ticket.dueAt === null ? 'No longer' : absoluteTime(ticket.dueAt)}
        </Property>
        <Property label="Created">{absoluteTime(ticket.createdAt)}</Property>
        <Property label="Last change">{absoluteTime(ticket.updatedAt)}</Property>
        {ticket.resolvedAt !== null && (
          <Property label="Resolved">
            {absoluteTime(ticket.resolvedAt)}
            {ticket.resolvedBy ? ` by ${ticket.resolvedBy}` : ''}
          </Property>
        )}
        {ticket.externalRef !== null && <Property label="Came as">{ticket.externalRef}</Property>}
        {ticket.mergedIntoId !== null && (
          <Property label="Merged into">
            <Button variant="quiet" className={valueButton} onClick={() => goToTicket(ticket.mergedIntoId!)}>
              {ticketNumber(ticket.mergedIntoId)}
            </Button>
          </Property>
        )}
        <Property label="Resolution">
          <EditableText
            id={id}
            field="resolution"
            label="Resolution"
            value={ticket.resolution}
            maxLength={20_000}
            multiline
          />
        </Property>
        <Property label="Description">
          <EditableText
            id={id}
            field="description"
            label="Description"
            value={ticket.description}
            maxLength={100_000}
            multiline
            required
          />
        </Property>
      </PropertyList>
      <TicketRelations ticket={ticket} />
      <PropertyActions>
        <Button variant="quiet" icon={Plus} keys="l" onClick={ask('link')}>
          Link
        </Button>
        <Button variant="quiet" icon={Plus} onClick={ask('parent')}>
          Parent
        </Button>
        <Button variant="quiet" icon={Plus} keys="m" onClick={ask('merge')}>
          Merge
        </Button>
      </PropertyActions>
      <CustomFieldsEditor
        fields={ticket.customFields}
        draftKey={`ticket:${id}`}
        onSave={(customFields, done) =>
          void changeTickets({
            ids: [id],
            patch: {},
            done,
            send: () => client.tickets.update({ ids: [id], patch: { customFields } }),
          })
        }
      />
    </Properties>
  );
}
