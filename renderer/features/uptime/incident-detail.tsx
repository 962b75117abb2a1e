import { Activity, BellOff, Building2, CircleCheck, TicketPlus } from 'lucide-react';
import type { Incident, IncidentRow } from '../../../shared/incident.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, PlainTitle, PropertyChip } from '../../components/detail/detail-head.tsx';
import {
  Properties,
  Property,
  PropertyActions,
  PropertyList,
} from '../../components/detail/property-list.tsx';
import { RecordDetail } from '../../components/record-screen/record-detail.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { useNow } from '../../lib/clock.ts';
import { ticketNumber } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { close, openTicketOf, reopen } from './incident-changes.ts';
import { incidents } from './incident-session.ts';
import { incidentStates, lastedText, noteLabels, spanText, stateText } from './incident-words.ts';
import styles from './incidents.module.css';

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** One outage: what was met, who is at it, and everything that happened since. */
export function IncidentDetail({ id }: { id: number }) {
  return (
    <RecordDetail
      session={incidents}
      id={id}
      label={({ monitorName }) => `Incident of ${monitorName}`}
      head={(incident) => <IncidentHead incident={incident} />}
      parts={(incident, whole) => [
        { id: 'course', label: 'What happened', content: <Course incident={incident} whole={whole} /> },
      ]}
    />
  );
}

function IncidentHead({ incident }: { incident: IncidentRow }) {
  const organizations = useOrganizations();
  const now = useNow();
  const { id, state, monitorId, ticketId } = incident;
  const isOver = state === 'closed';
  const showMonitor = () => navigate({ ...allRecords('monitors'), recordId: monitorId });
  return (
    <DetailHead
      noun="incident"
      onClose={() => incidents.cursor.open(null)}
      meta={
        <StateDot shape={incidentStates[state].shape}>
          {stateText(incident, now)} · {isOver ? 'lasted' : 'lasts'} {lastedText(incident, now)}
        </StateDot>
      }
      title={<PlainTitle>{incident.monitorName}</PlainTitle>}
    >
      {!isOver && (
        <PropertyChip
          label="Who is at it"
          value={incident.acknowledgedBy ?? 'Nobody'}
          keys="a"
          onClick={() => incidents.ask('acknowledge', [id])}
          icon={<CircleCheck {...icon} />}
        />
      )}
      {!isOver && (
        <PropertyChip
          label="Notifications"
          value={state === 'muted' ? 'Muted' : 'Told'}
          keys="m"
          onClick={() => incidents.ask('mute', [id])}
          icon={<BellOff {...icon} />}
        />
      )}
      <PropertyChip
        label="Ticket"
        value={ticketId === null ? 'No ticket' : ticketNumber(ticketId)}
        keys="t"
        onClick={() => void openTicketOf(id)}
        icon={<TicketPlus {...icon} />}
      />
      <PropertyChip
        label="Monitor"
        value="Show it"
        keys="s"
        onClick={showMonitor}
        icon={<Activity {...icon} />}
      />
      <PropertyChip
        label="Organization"
        value={organizations.nameOf(incident.organizationId) ?? '…'}
        onClick={() => navigate({ screen: 'organizations', organizationId: incident.organizationId })}
        icon={<Building2 {...icon} />}
      />
    </DetailHead>
  );
}

function Course({ incident, whole }: { incident: IncidentRow; whole: Incident | undefined }) {
  const now = useNow();
  const { id, state } = incident;
  return (
    <Properties>
      <PropertyList>
        <Property label="What was met">{incident.error}</Property>
        <Property label="When">{spanText(incident, now)}</Property>
        {incident.reason !== null && <Property label="Reason">{incident.reason}</Property>}
      </PropertyList>
      {whole?.excerpt != null && <pre className={styles['excerpt']}>{whole.excerpt}</pre>}
      <PropertyActions>
        <Button variant="quiet" keys="n" onClick={() => incidents.ask('note', [id])}>
          Add note
        </Button>
        {(state === 'acknowledged' || state === 'muted') && (
          <Button variant="quiet" onClick={() => void reopen([id])}>
            Open again
          </Button>
        )}
        {state !== 'closed' && (
          <Button variant="quiet" onClick={() => void close([id])}>
            Close
          </Button>
        )}
      </PropertyActions>
      {whole ? (
        <ol className={styles['course']} aria-label="What happened">
          {whole.notes.toReversed().map((note) => (
            <li key={`${note.at} ${note.kind} ${note.text}`}>
              <div className={styles['line']}>
                <strong>{note.author}</strong>
                <span className={styles['muted']}>{noteLabels[note.kind]}</span>
                <span className={styles['when']}>
                  <Time at={note.at} form="moment" />
                </span>
              </div>
              {note.text !== '' && <p className={styles['text']}>{note.text}</p>}
            </li>
          ))}
        </ol>
      ) : (
        <Skeleton rows={3} label="Loading what happened" />
      )}
    </Properties>
  );
}
