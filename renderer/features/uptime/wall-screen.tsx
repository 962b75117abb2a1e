import { useEffect, useRef } from 'react';
import type { Monitor } from '../../../shared/monitor.ts';
import type { UptimeOverview } from '../../../shared/uptime.ts';
import { Keycap } from '../../components/keycap.tsx';
import { useActions } from '../../lib/actions.ts';
import { client, reportError } from '../../lib/client.ts';
import { useNow } from '../../lib/clock.ts';
import { cx } from '../../lib/class-names.ts';
import { momentTime, numberText } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { setPreferences, usePreference } from '../../lib/preferences.ts';
import { allRecords } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { MonitorDot } from './monitor-dot.tsx';
import { useHeartbeats } from './monitor-session.ts';
import { durationText, percentText, stateWords } from './monitor-words.ts';
import { soundAlarm } from './sound-alarm.ts';
import styles from './wall-screen.module.css';

/** More than this nobody reads from across a room; the head still counts them all. */
const tilesAtMost = 300;
const downAtMost = 12;
/** Up to so many tiles are large, and from so many on they are small. */
const fewTiles = 40;
const manyTiles = 120;

const leave = () => navigate(allRecords('monitors'));

/** The whole screen while this is shown, and the window as it was before afterwards. */
function useFullScreen(): void {
  useEffect(() => {
    const set = (on: boolean) => void client.shell.setFullScreen({ on }).catch(reportError);
    set(true);
    return () => set(false);
  }, []);
}

/** Says out loud that more is down than a moment ago; what was down before the wall was opened is no news. */
function useAlarm(down: number | undefined, isOn: boolean): void {
  const before = useRef<number | null>(null);
  useEffect(() => {
    if (down === undefined) return;
    if (isOn && before.current !== null && down > before.current) soundAlarm();
    before.current = down;
  }, [down, isOn]);
}

/** What is down, to be read from across a room; dark, large, and without anything to press but Escape. */
export function WallScreen() {
  const overview = useAnswer('uptime', 'overview', {});
  const sound = usePreference('wallSound');
  const now = useNow();
  useFullScreen();
  useHeartbeats();
  useAlarm(overview.value?.counts.down, sound);
  useActions([
    { id: 'wall.leave', name: 'Leave the wall', group: 'Uptime', keys: ['escape'], run: leave },
    {
      id: 'wall.sound',
      name: 'Sound on or off',
      group: 'Uptime',
      keys: ['s'],
      run: () => setPreferences({ wallSound: !sound }),
    },
  ]);
  return (
    <div className={styles['wall']}>
      <header className={styles['head']}>
        <h1 className={styles['state']}>{overview.value ? stateOf(overview.value) : 'Uptime'}</h1>
        <p className={styles['figures']}>
          {overview.status === 'failed' && !overview.value
            ? `Nothing is known: ${overview.error.message}`
            : overview.value &&
              `${numberText(overview.value.total)} monitors · ${percentText(overview.value.uptime30d)} in 30 days`}
        </p>
        <time className={styles['clock']}>{momentTime(now, now)}</time>
      </header>
      {overview.value && <DownTiles overview={overview.value} />}
      <OtherTiles />
      <footer className={styles['foot']}>
        <span>
          <Keycap keys="s" /> sound {sound ? 'on' : 'off'}
        </span>
        <span>
          <Keycap keys="escape" /> leave
        </span>
      </footer>
    </div>
  );
}

function stateOf({ offline, counts, total }: UptimeOverview) {
  if (offline) return 'This machine is offline';
  if (counts.down > 0) return <span className={styles['bad']}>{numberText(counts.down)} down</span>;
  if (total === 0) return 'Nothing is watched';
  return <span className={styles['good']}>Nothing is down</span>;
}

function DownTiles({ overview }: { overview: UptimeOverview }) {
  const organizations = useOrganizations();
  const now = useNow();
  if (overview.down.length === 0) return null;
  return (
    <ul className={styles['down']} aria-label="Down">
      {overview.down
        .slice(0, downAtMost)
        .map(({ monitorId, name, organizationId, error, since, acknowledged }) => (
          <li key={monitorId} className={cx(styles['outage'], acknowledged && styles['known'])}>
            <span className={styles['name']}>{name}</span>
            <span className={styles['age']}>{durationText(now - since)}</span>
            <span className={styles['why']}>
              {[organizations.nameOf(organizationId), error, acknowledged ? 'acknowledged' : '']
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
    </ul>
  );
}

function OtherTiles() {
  // The words for how they are end with `up`: what is not well comes first and is never the one that is left out.
  const page = useAnswer('monitors', 'list', {
    sort: [{ field: 'status' }, { field: 'organizationId' }, { field: 'name' }],
    limit: tilesAtMost,
  }).value;
  if (!page) return <ul className={styles['tiles']} aria-label="Everything else" />;
  const others = page.rows.filter(({ status }) => status !== 'down');
  const more = page.total - page.rows.length;
  return (
    <>
      <ul className={cx(styles['tiles'], styles[sizeFor(others.length)])} aria-label="Everything else">
        {others.map((monitor) => (
          <Tile key={monitor.id} monitor={monitor} />
        ))}
      </ul>
      {more > 0 && <p className={styles['more']}>and {numberText(more)} more</p>}
    </>
  );
}

function sizeFor(tiles: number): 'large' | 'usual' | 'small' {
  return tiles <= fewTiles ? 'large' : tiles < manyTiles ? 'usual' : 'small';
}

function Tile({ monitor }: { monitor: Monitor }) {
  return (
    <li className={styles['tile']}>
      <MonitorDot monitor={monitor} />
      <span className={styles['tileName']}>{monitor.name}</span>
      <span className={styles['tileState']}>{stateWords(monitor, useNow(), undefined).text}</span>
    </li>
  );
}
