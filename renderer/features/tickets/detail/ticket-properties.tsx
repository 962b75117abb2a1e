import { Plus } from 'lucide-react';
import type { Ticket } from '../../../../shared/ticket.ts';
import { Button } from '../../../components/button.tsx';
import { absoluteTime, ticketNumber } from '../../../lib/format.ts';
import { useNames } from '../people.ts';
import { goToTicket, showOverlay, type Overlay } from '../triage-store.ts';
import { CustomFields } from './custom-fields.tsx';
import { EditableText } from './editable-text.tsx';
import { TicketRelations } from './ticket-relations.tsx';
import styles from './ticket-properties.module.css';

function Row({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** Everything that triage needs less often. Click a value, or reach it with Tab, to change it. */
export function TicketProperties({ ticket }: { ticket: Ticket }) {
  const names = useNames();
  const { id } = ticket;
  const ask =
    (kind: Extract<Overlay, { ids: number[] }>['kind'] & Exclude<Overlay['kind'], 'message'>) => () =>
      showOverlay({ kind, ids: [id] });
  const watchers = ticket.watcherIds.map((watcher) => names.technician(watcher) ?? '…');
  return (
    <div className={styles['properties']}>
      <dl className={styles['list']}>
        <Row label="Requester">
          <EditableText
            id={id}
            field="requester"
            label="Requester"
            value={ticket.requester}
            maxLength={200}
          />
        </Row>
        <Row label="E-mail">
          <EditableText
            id={id}
            field="requesterEmail"
            label="Requester’s e-mail"
            value={ticket.requesterEmail}
            maxLength={254}
          />
        </Row>
        <Row label="Device">
          <EditableText id={id} field="deviceId" label="Device" value={ticket.deviceId} maxLength={200} />
        </Row>
        <Row label="Watchers">
          <Button variant="quiet" className={styles['value']} onClick={ask('watchers')}>
            {watchers.length === 0 ? 'Nobody' : watchers.join(', ')}
          </Button>
        </Row>
        <Row label="Snoozed">
          <Button variant="quiet" keys="h" className={styles['value']} onClick={ask('snooze')}>
            {ticket.snoozedUntil === null ? 'No' : `until ${absoluteTime(ticket.snoozedUntil)}`}
          </Button>
        </Row>
        <Row label="Answer due">{ticket.dueAt === null ? 'No longer' : absoluteTime(ticket.dueAt)}</Row>
        <Row label="Created">{absoluteTime(ticket.createdAt)}</Row>
        <Row label="Last change">{absoluteTime(ticket.updatedAt)}</Row>
        {ticket.resolvedAt !== null && (
          <Row label="Resolved">
            {absoluteTime(ticket.resolvedAt)}
            {ticket.resolvedBy ? ` by ${ticket.resolvedBy}` : ''}
          </Row>
        )}
        {ticket.externalRef !== null && <Row label="Came as">{ticket.externalRef}</Row>}
        {ticket.mergedIntoId !== null && (
          <Row label="Merged into">
            <Button
              variant="quiet"
              className={styles['value']}
              onClick={() => goToTicket(ticket.mergedIntoId!)}
            >
              {ticketNumber(ticket.mergedIntoId)}
            </Button>
          </Row>
        )}
        <Row label="Resolution">
          <EditableText
            id={id}
            field="resolution"
            label="Resolution"
            value={ticket.resolution}
            maxLength={20_000}
            multiline
          />
        </Row>
        <Row label="Description">
          <EditableText
            id={id}
            field="description"
            label="Description"
            value={ticket.description}
            maxLength={100_000}
            multiline
            required
          />
        </Row>
      </dl>
      <TicketRelations ticket={ticket} />
      <div className={styles['actions']}>
        <Button variant="quiet" icon={Plus} keys="l" onClick={ask('link')}>
          Link
        </Button>
        <Button variant="quiet" icon={Plus} onClick={ask('parent')}>
          Parent
        </Button>
        <Button variant="quiet" icon={Plus} keys="m" onClick={ask('merge')}>
          Merge
        </Button>
      </div>
      <CustomFields ticket={ticket} />
    </div>
  );
}
