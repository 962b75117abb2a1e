import type { UptimeOverview } from '../../../shared/uptime.ts';
import { Figure, Figures } from '../../components/figures.tsx';
import { numberText, plural } from '../../lib/format.ts';
import { millisecondsText, percentText } from './monitor-words.ts';
import { StatusDot } from './monitor-dot.tsx';
import styles from './uptime-lead.module.css';

/** The state of everything in four figures. */
export function UptimeFigures({ overview }: { overview: UptimeOverview }) {
  const { uptime30d, observed30d, medianMs, p95Ms, expiring } = overview;
  const certificates = expiring.filter(({ what }) => what === 'certificate').length;
  const domains = expiring.length - certificates;
  const ends = [
    certificates > 0 ? plural(certificates, 'certificate') : '',
    domains > 0 ? plural(domains, 'domain') : '',
  ].filter(Boolean);
  return (
    <Figures>
      <NowFigure overview={overview} />
      <Figure
        label="30 days, all monitors"
        value={percentText(uptime30d)}
        note={observed30d === null ? 'not measured yet' : `measured ${Math.round(observed30d)} % of the time`}
      />
      <Figure
        label="Median response"
        value={millisecondsText(medianMs)}
        note={p95Ms === null ? '' : `p95 ${millisecondsText(p95Ms)}`}
      />
      <Figure
        label="Expiring within 30 days"
        value={numberText(expiring.length)}
        note={ends.join(', ') || 'no certificate, no domain'}
      />
    </Figures>
  );
}

function NowFigure({ overview: { counts, total, offline } }: { overview: UptimeOverview }) {
  const others = [
    counts.unreachable > 0 ? `${counts.unreachable} unreachable behind it` : '',
    counts.pending > 0 ? `${counts.pending} pending` : '',
    counts.maintenance > 0 ? `${counts.maintenance} in maintenance` : '',
    counts.paused > 0 ? `${counts.paused} paused` : '',
    counts.not_observed > 0 ? `${counts.not_observed} not observed` : '',
  ].filter(Boolean);
  const note = others.join(', ') || plural(total, 'monitor');
  if (offline) return <Figure label="Now" value="Not judged" note="this machine is offline" />;
  if (counts.down > 0) {
    return (
      <Figure
        label="Now"
        value={
          <span className={styles['now']}>
            <StatusDot status="down" /> {numberText(counts.down)} down
          </span>
        }
        note={note}
      />
    );
  }
  const value = counts.up === 0 ? 'Nothing is up yet' : counts.up === total ? 'All up' : `${counts.up} up`;
  return <Figure label="Now" value={value} note={note} />;
}
