import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { FigureList } from '../../components/figure-list.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useNow } from '../../lib/clock.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { millisecondsText, percentText } from './monitor-words.ts';
import { ResponseChart } from './response-chart.tsx';
import styles from './response-chart.module.css';
import {
  dayField,
  ranges,
  shiftSpan,
  spanOf,
  spanOfDays,
  type RangeName,
  type TimeSpan,
} from './time-ranges.ts';

const points = 120;

/** How a monitor did in any stretch of time: its chart, and what the chart comes to. */
export function MonitorTiming({ id }: { id: number }) {
  const now = useNow();
  const [name, setName] = useState<RangeName | null>('24h');
  const [own, setOwn] = useState<TimeSpan | null>(null);
  const span = name === null ? (own ?? spanOf('24h', now)) : spanOf(name, now);
  const responses = useAnswer('monitors', 'responses', { id, ...span, points });
  const move = (direction: -1 | 1) => {
    setOwn(shiftSpan(span, direction, now));
    setName(null);
  };
  const setDay = (first: string, last: string) => {
    const wanted = spanOfDays(first, last);
    if (wanted) setOwn(wanted);
  };
  return (
    <section aria-label="Response times">
      <div className={styles['ranges']} role="group" aria-label="Stretch of time">
        {(Object.keys(ranges) as RangeName[]).map((each) => (
          <Button key={each} variant="chip" aria-pressed={each === name} onClick={() => setName(each)}>
            {ranges[each].label}
          </Button>
        ))}
        <Button
          variant="chip"
          aria-pressed={name === null}
          onClick={() => {
            setOwn(span);
            setName(null);
          }}
        >
          Days…
        </Button>
        <IconButton icon={ChevronLeft} label="Earlier" onClick={() => move(-1)} />
        <IconButton icon={ChevronRight} label="Later" disabled={span.to >= now} onClick={() => move(1)} />
      </div>
      {name === null && (
        <div className={styles['days']}>
          <TextField
            label="From"
            type="date"
            value={dayField(span.from)}
            onChange={(event) => setDay(event.target.value, dayField(span.to - 1))}
          />
          <TextField
            label="To"
            type="date"
            value={dayField(span.to - 1)}
            onChange={(event) => setDay(dayField(span.from), event.target.value)}
          />
        </div>
      )}
      {responses.value ? (
        <ResponseChart buckets={responses.value.buckets} bucketMs={responses.value.bucketMs} />
      ) : responses.status === 'failed' ? (
        <p role="status">The response times could not be read: {responses.error.message}</p>
      ) : (
        <Skeleton rows={4} label="Loading the response times" />
      )}
      <Percentiles id={id} span={span} />
    </section>
  );
}

function Percentiles({ id, span }: { id: number; span: TimeSpan }) {
  const found = useAnswer('monitors', 'percentiles', { id, ...span }).value;
  const figures: [string, string][] = [
    ['Uptime', percentText(found?.uptime ?? null)],
    ['Observed', percentText(found ? found.observed * 100 : null)],
    ['Median', millisecondsText(found?.p50Ms ?? null)],
    ['75 %', millisecondsText(found?.p75Ms ?? null)],
    ['90 %', millisecondsText(found?.p90Ms ?? null)],
    ['95 %', millisecondsText(found?.p95Ms ?? null)],
    ['99 %', millisecondsText(found?.p99Ms ?? null)],
    ['Slowest', millisecondsText(found?.maxMs ?? null)],
  ];
  return <FigureList figures={figures} className={styles['figures']} />;
}
