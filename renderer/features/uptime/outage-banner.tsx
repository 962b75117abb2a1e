import { TriangleAlert, WifiOff } from 'lucide-react';
import type { UptimeOverview } from '../../../shared/uptime.ts';
import { Button } from '../../components/button.tsx';
import { useNow } from '../../lib/clock.ts';
import { absoluteTime, plural } from '../../lib/format.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { openTicketOf } from './incident-changes.ts';
import { durationText } from './monitor-words.ts';
import styles from './uptime-lead.module.css';

/** The window's clock ticks twice a minute: less than this it cannot tell. */
const minuteMs = 60_000;

interface OutageBannerProps {
  overview: UptimeOverview;
  onAcknowledge: (incidentId: number) => void;
}

/** The newest outage that nobody is at, with what can be done about it; or why nothing is judged now. */
export function OutageBanner({ overview, onAcknowledge }: OutageBannerProps) {
  const organizations = useOrganizations();
  const now = useNow();
  const { offline, down } = overview;
  if (offline) {
    const lastsMs = now - offline.since;
    return (
      <div role="status" className={styles['offline']}>
        <WifiOff size={18} strokeWidth={1.75} aria-hidden="true" />
        <div className={styles['words']}>
          <strong>This machine is offline</strong> {lastsMs >= minuteMs && `for ${durationText(lastsMs)}`}
          <div className={styles['why']}>{offline.reason} Nothing is judged meanwhile.</div>
        </div>
      </div>
    );
  }
  const [first, ...others] = down.filter(({ acknowledged }) => !acknowledged);
  if (!first) return null;
  const { incidentId } = first;
  return (
    <div role="alert" className={styles['outage']}>
      <TriangleAlert size={18} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles['words']}>
        <strong>{first.name} is down</strong>{' '}
        <span title={absoluteTime(first.since)}>for {durationText(now - first.since)}</span> ·{' '}
        {organizations.nameOf(first.organizationId) ?? ''}
        {others.length > 0 && ` · and ${plural(others.length, 'other')}`}
        <div className={styles['why']}>{[first.error, onlineWords(overview)].filter(Boolean).join('. ')}</div>
      </div>
      {incidentId !== null && (
        <div className={styles['buttons']}>
          <Button keys="a" onClick={() => onAcknowledge(incidentId)}>
            Acknowledge
          </Button>
          <Button variant="primary" keys="t" onClick={() => void openTicketOf(incidentId)}>
            Open ticket
          </Button>
        </div>
      )}
    </div>
  );
}

/** That it is not this machine's own connection, as far as that was asked. */
export function onlineWords({ lastReport }: Pick<UptimeOverview, 'lastReport'>): string {
  if (!lastReport?.online) return '';
  const answered = lastReport.targets.filter(({ ms }) => ms !== null).length;
  const gateway = lastReport.gateway?.ms;
  const parts = [
    gateway == null ? '' : `gateway ${gateway} ms`,
    answered === 0 ? '' : `${plural(answered, 'probe')} answered`,
  ].filter(Boolean);
  return `This machine is online${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`;
}
