import { kindLabels, severityLabels } from '../../lib/alert-names.ts';
import { BellOff, Building2, Check, CircleCheck, RotateCcw, Ticket, UserRound } from 'lucide-react';
import type { Alert } from '../../../shared/alert.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, FixedTitle, PropertyChip } from '../../components/detail/detail-head.tsx';
import { Properties, Property, PropertyList, valueButton } from '../../components/detail/property-list.tsx';
import { RecordDetail } from '../../components/record-screen/record-detail.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { useNow } from '../../lib/clock.ts';
import { plural, ticketNumber } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { parseRoute } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { useTechnicians } from '../../lib/use-technicians.ts';
import { acknowledge, openTicket, reopen, resolve } from './alert-actions.ts';
import { alerts } from './alert-session.ts';
import { describeAlertField, lastedText, shapeOf, stateText } from './alert-words.ts';

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

export function AlertDetail({ id }: { id: number }) {
  const { nameOf } = useTechnicians();
  return (
    <RecordDetail
      session={alerts}
      id={id}
      label={({ title }) => title}
      head={(alert) => <AlertHead alert={alert} />}
      parts={(alert) => [{ id: 'about', label: 'About', content: <AlertAbout alert={alert} /> }]}
      describe={(field) => describeAlertField(field, nameOf)}
    />
  );
}

function AlertHead({ alert }: { alert: Alert }) {
  const now = useNow();
  const { nameOf } = useTechnicians();
  const organizations = useOrganizations();
  const ids = [alert.id];
  const ask = (kind: string) => () => alerts.ask(kind, ids);
  const isOver = alert.state === 'resolved';
  return (
    <DetailHead
      noun="alert"
      onClose={() => alerts.cursor.open(null)}
      meta={
        <StateDot shape={shapeOf(alert)}>
          {stateText(alert, now)} · {severityLabels[alert.severity]} · {kindLabels[alert.kind]} ·{' '}
          {isOver ? `lasted ${lastedText(alert, now)}` : `for ${lastedText(alert, now)}`}
        </StateDot>
      }
      title={<FixedTitle>{alert.title}</FixedTitle>}
    >
      {alert.state !== 'acknowledged' && !isOver && (
        <Button icon={Check} keys="a" onClick={() => acknowledge(ids)}>
          Acknowledge
        </Button>
      )}
      {isOver ? (
        <Button icon={RotateCcw} keys="r" onClick={() => reopen(ids)}>
          Open again
        </Button>
      ) : (
        <>
          <Button icon={CircleCheck} keys="e" onClick={() => resolve(ids)}>
            Resolve
          </Button>
          <Button icon={BellOff} keys="m" onClick={ask('mute')}>
            Mute…
          </Button>
        </>
      )}
      <PropertyChip
        label="Assignee"
        value={nameOf(alert.assigneeId) ?? 'Nobody'}
        keys="s"
        onClick={ask('assignee')}
        icon={<UserRound {...icon} />}
      />
      <PropertyChip
        label="Ticket"
        value={alert.ticketId === null ? 'No ticket' : ticketNumber(alert.ticketId)}
        keys="t"
        onClick={() => void openTicket(alert.id)}
        icon={<Ticket {...icon} />}
      />
      <PropertyChip
        label="Organization"
        value={organizations.nameOf(alert.organizationId) ?? '…'}
        onClick={() => navigate({ screen: 'organizations', organizationId: alert.organizationId })}
        icon={<Building2 {...icon} />}
      />
    </DetailHead>
  );
}

function AlertAbout({ alert }: { alert: Alert }) {
  const place = parseRoute(alert.link);
  return (
    <Properties>
      <PropertyList>
        <Property label="Found">{alert.detail === '' ? 'Nothing more is known' : alert.detail}</Property>
        {place && (
          <Property label={alert.connectionId === null ? 'About' : 'Told by'}>
            <Button variant="quiet" className={valueButton} onClick={() => navigate(place)}>
              {alert.connectionId === null ? 'Show it' : <ConnectionName id={alert.connectionId} />}
            </Button>
          </Property>
        )}
        {alert.monitorName !== null && <Property label="Monitor">{alert.monitorName}</Property>}
        <Property label="Told of">
          {plural(alert.occurrences, 'time')}, last <Time at={alert.lastSeenAt} form="moment" />
        </Property>
        <Property label="Began">
          <Time at={alert.createdAt} form="moment" />
        </Property>
        {alert.acknowledgedAt !== null && (
          <Property label="Acknowledged">
            {alert.acknowledgedBy}, <Time at={alert.acknowledgedAt} form="moment" />
          </Property>
        )}
        {alert.resolvedAt !== null && (
          <Property label="Resolved">
            {alert.resolvedBy ?? 'It ended by itself'}, <Time at={alert.resolvedAt} form="moment" />
          </Property>
        )}
      </PropertyList>
    </Properties>
  );
}

function ConnectionName({ id }: { id: number }) {
  const connections = useAnswer('connections', 'list', {}).value;
  return connections?.find((each) => each.id === id)?.name ?? 'A connection that was removed';
}
