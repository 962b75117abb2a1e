import type { Tone } from './tone.ts';
import type { Count } from '../../shared/saved-filter.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `TCK-4820`: the number as Orqit's ticketNumber and every screen say it. */
export function ticketNumber(id: number): string {
  return `TCK-${id}`;
}

/** A count that is exact, or one that stopped at its cap: `250,000`, `999+`. */
export function countText({ value, exact }: Count): string {
  return exact ? numberText(value) : `${numberText(value)}+`;
}

const numbers = new Intl.NumberFormat('en');
export function numberText(value: number): string {
  return numbers.format(value);
}

const weekday = new Intl.DateTimeFormat('en', { weekday: 'short' });
const dayMonth = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short' });
const dayMonthYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', year: 'numeric' });
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const full = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** For detail and hover: the whole moment, in the machine's zone. */
export function absoluteTime(at: number): string {
  return full.format(at);
}

/** For threads: the clock today, else the day and the clock. */
export function momentTime(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString();
  return sameDay ? clock.format(at) : `${dateText(at, now)}, ${clock.format(at)}`;
}

export function dateText(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? dayMonth : dayMonthYear).format(at);
}

/** For lists: `now`, `6 min`, `3 h`, `Mon`, `12 Mar`. */
export function relativeTime(at: number, now: number): string {
  const age = now - at;
  // The window's clock ticks twice a minute, so what just happened may seem to lie ahead.
  if (age < minuteMs && age > -minuteMs) return 'now';
  if (age < 0) return dateText(at, now);
  if (age < hourMs) return `${Math.floor(age / minuteMs)} min`;
  if (age < dayMs) return `${Math.floor(age / hourMs)} h`;
  if (age < 6 * dayMs) return weekday.format(at);
  return dateText(at, now);
}

/** Hours and minutes: `1:58`; never negative. */
export function hoursMinutes(durationMs: number): string {
  const minutes = Math.floor(Math.abs(durationMs) / minuteMs);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

export interface DueText {
  readonly text: string;
  readonly tone: Tone;
  /** For screen readers and hover. */
  readonly label: string;
}

/** What is left until an answer is due: `1:58`, `Mon`; overdue time counts up with a minus. */
export function dueText(dueAt: number | null, now: number): DueText {
  if (dueAt === null) return { text: '—', tone: 'plain', label: 'no answer due' };
  const left = dueAt - now;
  if (left < 0) {
    const text = -left < dayMs ? `-${hoursMinutes(left)}` : `-${Math.floor(-left / dayMs)} d`;
    return { text, tone: 'overdue', label: `overdue since ${absoluteTime(dueAt)}` };
  }
  const label = `due ${absoluteTime(dueAt)}`;
  if (left < 2 * hourMs + 30 * minuteMs)
    return { text: hoursMinutes(left), tone: left < hourMs ? 'overdue' : 'soon', label };
  if (left < 12 * hourMs) return { text: hoursMinutes(left), tone: 'plain', label };
  if (left < 6 * dayMs) return { text: weekday.format(dueAt), tone: 'plain', label };
  return { text: dateText(dueAt, now), tone: 'plain', label };
}

export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(0)} kB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(2)} GB`;
}

/** Two letters for an avatar; one where the name has one word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toUpperCase();
}

/** `tickets`, `deliveries`: the plural of a noun that has a regular one. */
export function manyOf(one: string): string {
  if (one.endsWith('s')) return `${one}es`;
  return /[^aeiou]y$/.test(one) ? `${one.slice(0, -1)}ies` : `${one}s`;
}
export function plural(count: number, one: string, many = manyOf(one)): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}
