import { useMemo } from 'react';
import type { MaintenanceWindow } from '../../../shared/maintenance.ts';
import { useNow } from '../../lib/clock.ts';
import { cx } from '../../lib/class-names.ts';
import { momentTime } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { maintenance } from './maintenance-session.ts';
import styles from './maintenance.module.css';

const weeks = 3;
const shownInDay = 3;
const dayMonth = new Intl.DateTimeFormat('en', { weekday: 'short', day: 'numeric', month: 'short' });

/** Midnight of the Monday of a week, where the machine stands, and of the days that follow. */
function daysFrom(now: number): number[] {
  const today = new Date(now);
  const monday = today.getDate() - ((today.getDay() + 6) % 7);
  return Array.from({ length: weeks * 7 + 1 }, (_, index) =>
    new Date(today.getFullYear(), today.getMonth(), monday + index).getTime(),
  );
}

/** When windows are in this week and the next two; each leads to its window. */
export function MaintenanceCalendar() {
  const now = useNow();
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const days = useMemo(() => daysFrom(midnight), [midnight]);
  const from = days[0] ?? now;
  const to = days.at(-1) ?? now;
  const times = useAnswer('maintenance', 'times', { from, to }).value ?? [];
  const windows = useAnswer('maintenance', 'list', { limit: 500 }).value?.rows ?? [];
  const nameOf = new Map(windows.map((window: MaintenanceWindow) => [window.id, window.name]));
  if (times.length === 0) return null;
  return (
    <ol className={styles['calendar']} aria-label="Maintenance in these three weeks">
      {days.slice(0, -1).map((day, index) => {
        const end = days[index + 1] ?? to;
        const here = times.filter((time) => time.from < end && time.to > day);
        return (
          <li key={day} className={cx(styles['day'], day === midnight && styles['today'])}>
            <span className={styles['date']}>{dayMonth.format(day)}</span>
            {here.slice(0, shownInDay).map(({ windowId, from: begins }) => (
              <button
                key={`${windowId} ${begins}`}
                type="button"
                className={styles['entry']}
                onClick={() => maintenance.cursor.open(windowId)}
              >
                {begins >= day ? `${momentTime(begins, begins)} ` : ''}
                {nameOf.get(windowId) ?? 'Window'}
              </button>
            ))}
            {here.length > shownInDay && (
              <span className={styles['more']}>{here.length - shownInDay} more</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
