import type { Alert, AlertSeverity, AlertState } from '../../../shared/alert.ts';
import { severityLabels } from '../../lib/alert-names.ts';
import { recordWords, type ChangedField, type FieldWords } from '../../lib/change-words.ts';
import { absoluteTime, momentTime, relativeTime } from '../../lib/format.ts';
import type { StateShape } from '../../lib/state-shape.ts';

export const stateLabels: Record<AlertState, string> = {
  open: 'Open',
  acknowledged: 'Acknowledged',
  muted: 'Muted',
  resolved: 'Resolved',
};

/** What asks for somebody shows how bad it is; what has somebody, or is over, steps back. */
export function shapeOf({ state, severity }: Pick<Alert, 'state' | 'severity'>): StateShape {
  if (state === 'resolved') return 'good';
  if (state === 'muted') return 'gone';
  if (state === 'acknowledged') return 'ours';
  return ({ critical: 'bad', warning: 'warn', info: 'plain' } as const)[severity];
}

/** Its state with what belongs to it: until when it is silent, who has it. */
export function stateText(alert: Alert, now: number): string {
  if (alert.state === 'muted') {
    return alert.mutedUntil === null
      ? 'Muted until it ends'
      : `Muted until ${momentTime(alert.mutedUntil, now)}`;
  }
  return stateLabels[alert.state];
}

/** How long the trouble has lasted, or lasted in all. */
export function lastedText({ createdAt, resolvedAt }: Alert, now: number): string {
  const text = relativeTime(createdAt, now + (resolvedAt === null ? 0 : resolvedAt - now));
  return text === 'now' ? 'under a minute' : text;
}

const fieldNames = {
  state: 'State',
  mutedUntil: 'Muted until',
  assigneeId: 'Assigned to',
  ticketId: 'Ticket',
  severity: 'Severity',
  detail: 'Found',
  occurrences: 'Times told of',
} as const;

/** One changed field of an alert in the technician's words. */
export function describeAlertField(
  field: ChangedField,
  nameOf: (technicianId: number | null) => string | null | undefined,
): FieldWords {
  return recordWords(field, fieldNames, {
    state: (value) => stateLabels[value as AlertState] ?? String(value),
    severity: (value) => severityLabels[value as AlertSeverity] ?? String(value),
    mutedUntil: (value) => absoluteTime(Number(value)),
    assigneeId: (value) => nameOf(Number(value)) ?? `technician ${String(value)}`,
    ticketId: (value) => `TCK-${String(value)}`,
  });
}
