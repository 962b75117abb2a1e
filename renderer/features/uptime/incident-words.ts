import type { IncidentNote, IncidentRow, IncidentState } from '../../../shared/incident.ts';
import { absoluteTime, dateText, momentTime } from '../../lib/format.ts';
import type { StateShape } from '../../lib/state-shape.ts';
import { durationText } from './monitor-words.ts';

export const incidentStates: Readonly<Record<IncidentState, { label: string; shape: StateShape }>> = {
  open: { label: 'Open', shape: 'bad' },
  acknowledged: { label: 'Acknowledged', shape: 'warn' },
  muted: { label: 'Muted', shape: 'plain' },
  closed: { label: 'Closed', shape: 'gone' },
};

/** How long it lasted, or lasts. */
export function lastedText(
  { openedAt, closedAt }: Pick<IncidentRow, 'openedAt' | 'closedAt'>,
  now: number,
): string {
  return durationText((closedAt ?? now) - openedAt);
}

/** The state, and until when where it ends by itself. */
export function stateText(
  { state, quietUntil }: Pick<IncidentRow, 'state' | 'quietUntil'>,
  now: number,
): string {
  const { label } = incidentStates[state];
  if (quietUntil === null || state === 'open' || state === 'closed') return label;
  return `${label} until ${momentTime(quietUntil, now)}`;
}

export const noteLabels: Readonly<Record<IncidentNote['kind'], string>> = {
  note: 'noted',
  opened: 'went down',
  acknowledged: 'acknowledged it',
  muted: 'muted it',
  reopened: 'opened it again',
  reminded: 'reminded of it',
  flapping: 'goes up and down',
  ticket: 'made a ticket of it',
  closed: 'is over',
};

/** From when to when, as one says it: `23 Mar, 02:10 to 02:16`. */
export function spanText(
  { openedAt, closedAt }: Pick<IncidentRow, 'openedAt' | 'closedAt'>,
  now: number,
): string {
  if (closedAt === null) return `since ${absoluteTime(openedAt)}`;
  const sameDay = new Date(openedAt).toDateString() === new Date(closedAt).toDateString();
  const end = sameDay ? momentTime(closedAt, closedAt) : momentTime(closedAt, now);
  return `${dateText(openedAt, now)}, ${momentTime(openedAt, openedAt)} to ${end}`;
}
