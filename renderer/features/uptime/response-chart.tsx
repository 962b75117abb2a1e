import { useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { ResponseBucket, StretchState } from '../../../shared/monitor-history.ts';
import { useElementWidth } from '../../components/data-table/use-element-width.ts';
import { absoluteTime, plural } from '../../lib/format.ts';
import { bandPath, linePath, niceCeiling, stretches } from './chart-shape.ts';
import { durationText, millisecondsText } from './monitor-words.ts';
import styles from './response-chart.module.css';

const height = 128;
const stripTop = height + 6;
const stripHeight = 6;
const whole = stripTop + stripHeight;
const ticks = [0, 0.5, 1];

const stateWords: Readonly<Record<StretchState, string>> = {
  up: 'up',
  degraded: 'some checks bad',
  down: 'down',
  maintenance: 'in maintenance',
  not_observed: 'not observed',
};

interface ResponseChartProps {
  buckets: readonly ResponseBucket[];
  bucketMs: number;
}

/**
 * How long answers took: the usual, the slowest twentieth, and the span between the least and the most; beneath, how
 * each stretch went. Where nothing was observed nothing is drawn. Arrow keys and the pointer read one column off.
 */
export function ResponseChart({ buckets, bucketMs }: ResponseChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const width = useElementWidth(host) ?? 400;
  const [at, setAt] = useState<number | null>(null);
  const readoutId = useId();
  const most = niceCeiling(Math.max(1, ...buckets.map(({ maxMs }) => maxMs ?? 0)));
  const step = width / Math.max(1, buckets.length);
  const drawn = useMemo(() => draw(buckets, most, step), [buckets, most, step]);
  const last = buckets.length - 1;
  const chosen = at === null ? undefined : buckets[Math.min(at, last)];
  const onKeyDown = (event: KeyboardEvent) => {
    const from = at ?? buckets.length;
    const next = { ArrowLeft: from - 1, ArrowRight: from + 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(last, next)));
  };
  const onPointerMove = (event: PointerEvent) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    setAt(Math.max(0, Math.min(last, Math.floor((event.clientX - left) / step))));
  };
  return (
    <figure className={styles['figure']}>
      {/* A slider as far as the keyboard goes: it moves along the time and says what it stands on. */}
      <div
        ref={host}
        role="slider"
        tabIndex={0}
        aria-label="Response time"
        aria-describedby={readoutId}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, buckets.length)}
        aria-valuenow={(at ?? last) + 1}
        aria-valuetext={describe(chosen ?? buckets[last], bucketMs)}
        className={styles['plot']}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setAt(null)}
        onBlur={() => setAt(null)}
      >
        <svg width={width} height={whole} viewBox={`0 0 ${width} ${whole}`} aria-hidden="true">
          {ticks.map((share) => (
            <line
              key={share}
              x1={0}
              x2={width}
              y1={height * share}
              y2={height * share}
              className={styles['tick']}
            />
          ))}
          <path d={drawn.band} className={styles['band']} />
          <path d={drawn.slow} className={styles['slow']} />
          <path d={drawn.usual} className={styles['usual']} />
          {drawn.strip.map(({ state, from, to }) => (
            <rect
              key={from}
              x={from * step}
              y={state === 'down' ? stripTop - 4 : stripTop}
              width={(to - from) * step}
              height={state === 'down' ? stripHeight + 4 : stripHeight}
              className={styles[state]}
            />
          ))}
          {at !== null && (
            <line
              x1={(at + 0.5) * step}
              x2={(at + 0.5) * step}
              y1={0}
              y2={whole}
              className={styles['cursor']}
            />
          )}
        </svg>
        <span className={styles['most']} aria-hidden="true">
          {millisecondsText(most)}
        </span>
      </div>
      <figcaption id={readoutId} className={styles['readout']}>
        {chosen ? describe(chosen, bucketMs) : legend(buckets, bucketMs)}
      </figcaption>
    </figure>
  );
}

function draw(buckets: readonly ResponseBucket[], most: number, step: number) {
  const line = (read: (bucket: ResponseBucket) => number | null) =>
    buckets.map((bucket, index) => {
      const ms = read(bucket);
      return { x: (index + 0.5) * step, y: ms === null ? null : height - (ms / most) * height };
    });
  return {
    band: bandPath(
      line(({ maxMs }) => maxMs),
      line(({ minMs }) => minMs),
    ),
    usual: linePath(line(({ averageMs }) => averageMs)),
    slow: linePath(line(({ p95Ms }) => p95Ms)),
    strip: stretches(buckets),
  };
}

function describe(bucket: ResponseBucket | undefined, bucketMs: number): string {
  if (!bucket) return '';
  const { at, state, averageMs, p95Ms, checks } = bucket;
  const when = `${absoluteTime(at)}, ${durationText(bucketMs)}: ${stateWords[state]}`;
  if (averageMs === null) return checks === 0 ? when : `${when}, ${plural(checks, 'check')}`;
  const slow = p95Ms === null ? '' : `, 95 % within ${millisecondsText(p95Ms)}`;
  return `${when}, ${millisecondsText(averageMs)} on average${slow}, ${plural(checks, 'check')}`;
}

function legend(buckets: readonly ResponseBucket[], bucketMs: number): string {
  const down = buckets.filter(({ state }) => state === 'down').length;
  const unseen = buckets.filter(({ state }) => state === 'not_observed').length;
  const parts = [
    'Line: average. Dashes: 95 % are faster. Shade: least to most',
    down > 0 ? `down in ${plural(down, 'column')}` : '',
    unseen > 0 ? `${durationText(unseen * bucketMs)} not observed` : '',
  ];
  return `${parts.filter(Boolean).join('; ')}.`;
}
