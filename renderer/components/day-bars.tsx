import { useId, useState, type KeyboardEvent } from 'react';
import { numberText, plural } from '../lib/format.ts';
import styles from './day-bars.module.css';

export interface DayCount {
  /** `2026-03-23` */
  readonly day: string;
  readonly requests: number;
  readonly errors: number;
}

const height = 96;
const dayText = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** One bar a day, failures at its foot. Arrow keys and the pointer read a single day; without, it tells the whole. */
export function DayBars({ label, days }: { label: string; days: readonly DayCount[] }) {
  const [at, setAt] = useState<number | null>(null);
  const readoutId = useId();
  const most = Math.max(1, ...days.map(({ requests }) => requests));
  const step = 100 / days.length;
  const onKeyDown = (event: KeyboardEvent) => {
    const from = at ?? days.length;
    const next = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: days.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(days.length - 1, next)));
  };
  return (
    <figure className={styles['figure']}>
      {/* A slider as far as the keyboard goes: it moves along the days and says the one it stands on. */}
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${label}, day by day`}
        aria-describedby={readoutId}
        aria-valuemin={1}
        aria-valuemax={days.length}
        aria-valuenow={(at ?? days.length - 1) + 1}
        aria-valuetext={describe(days[at ?? days.length - 1])}
        className={styles['plot']}
        onKeyDown={onKeyDown}
        onMouseLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
      >
        <svg
          viewBox={`0 0 100 ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          className={styles['bars']}
        >
          {days.map(({ day, requests, errors }, index) => (
            <g
              key={day}
              onMouseEnter={() => setAt(index)}
              className={index === at ? styles['current'] : undefined}
            >
              <rect x={index * step} y={0} width={step} height={height} className={styles['back']} />
              <Bar x={index * step} width={step} count={requests} most={most} className={styles['all']} />
              <Bar x={index * step} width={step} count={errors} most={most} className={styles['failed']} />
            </g>
          ))}
        </svg>
      </div>
      <figcaption id={readoutId} className={styles['readout']}>
        {at === null ? sumText(days) : describe(days[at])}
      </figcaption>
      <div className={styles['ends']} aria-hidden="true">
        <span>{days[0] && dayText.format(Date.parse(days[0].day))}</span>
        <span>
          most in a day: {numberText(most === 1 ? Math.max(0, ...days.map((d) => d.requests)) : most)}
        </span>
        <span>today (UTC)</span>
      </div>
    </figure>
  );
}

interface BarProps {
  x: number;
  width: number;
  count: number;
  most: number;
  className: string | undefined;
}

/** Something is never drawn as nothing: the least bar is two units high. */
function Bar({ x, width, count, most, className }: BarProps) {
  if (count === 0) return null;
  const tall = Math.max(2, (count / most) * height);
  return (
    <rect x={x + width * 0.12} y={height - tall} width={width * 0.76} height={tall} className={className} />
  );
}

function describe(day: DayCount | undefined): string {
  if (!day) return '';
  const failed = day.errors === 0 ? 'none failed' : `${numberText(day.errors)} failed`;
  return `${dayText.format(Date.parse(day.day))}: ${plural(day.requests, 'request')}, ${failed}`;
}

function sumText(days: readonly DayCount[]): string {
  const requests = days.reduce((sum, day) => sum + day.requests, 0);
  const errors = days.reduce((sum, day) => sum + day.errors, 0);
  return `${plural(requests, 'request')} in ${days.length} days, ${errors === 0 ? 'none' : numberText(errors)} failed`;
}
