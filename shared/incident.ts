import { z } from 'zod';
import { id, nullableId, nullableTimestamp, requiredText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { sortBy } from './records.ts';
import { monitorType } from './monitor-options.ts';

/** `muted` and `acknowledged` are open too: somebody knows, and nothing more is told meanwhile. */
export const incidentState = z.enum(['open', 'acknowledged', 'muted', 'closed']);
export type IncidentState = z.infer<typeof incidentState>;

export const incidentNote = z.object({
  at: timestamp,
  author: z.string(),
  /** What happened, where it was not said by a person. */
  kind: z.enum([
    'note',
    'opened',
    'acknowledged',
    'muted',
    'reopened',
    'reminded',
    'flapping',
    'ticket',
    'closed',
  ]),
  text: z.string(),
});
export type IncidentNote = z.infer<typeof incidentNote>;

/** One outage of one monitor, from the first judgement to the recovery. */
export const incidentRow = z.object({
  id,
  organizationId: id,
  monitorId: id,
  /** As it was called when it went down. */
  monitorName: z.string(),
  monitorType,
  /** What the check that decided met. */
  error: z.string(),
  state: incidentState,
  openedAt: timestamp,
  closedAt: nullableTimestamp,
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: nullableTimestamp,
  reason: z.string().nullable(),
  /** Until when it is acknowledged or muted; null until it recovers. */
  quietUntil: nullableTimestamp,
  ticketId: nullableId,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type IncidentRow = z.infer<typeof incidentRow>;

export const incident = incidentRow.extend({
  /** The first KiB of the answer that was not good, if one came. */
  excerpt: z.string().nullable(),
  notes: z.array(incidentNote),
});
export type Incident = z.infer<typeof incident>;

export const incidentField = incidentRow.keyof();

export const incidentFilter = z.strictObject({
  organizationId: id.optional(),
  monitorId: id.optional(),
  state: z.array(incidentState).max(4).optional(),
});

const quiet = {
  ids: z.array(id).min(1).max(1000),
  /** Null: until it recovers. */
  until: nullableTimestamp.default(null),
};
const changed = z.object({ incidents: z.array(incident) });

export const incidentsContract = {
  /** Newest first unless it is said otherwise. */
  list: procedure(
    z.strictObject({
      filter: incidentFilter.default({}),
      search: z.string().max(500).default(''),
      sort: sortBy(incidentField).default([]),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.object({ rows: z.array(incidentRow), total: z.int() }),
  ),
  get: procedure(z.strictObject({ id }), incident),
  /** Somebody sees to it: reminders stop until the time, or until it recovers. */
  acknowledge: procedure(
    z.strictObject({ ...quiet, reason: requiredText(1000).nullable().default(null) }),
    changed,
  ),
  /** Nothing is told of it until the time, its recovery neither. */
  mute: procedure(z.strictObject({ ...quiet, reason: requiredText(1000).nullable().default(null) }), changed),
  /** Takes acknowledging or muting back. */
  reopen: procedure(z.strictObject({ ids: quiet.ids }), changed),
  note: procedure(z.strictObject({ id, text: requiredText(10_000) }), incident),
  /** Closes one by hand; it is not opened again before its monitor was up. */
  close: procedure(
    z.strictObject({ ids: quiet.ids, reason: requiredText(1000).nullable().default(null) }),
    changed,
  ),
  /**
   * A ticket with what is known: the one it has already; the one of an outage of the same monitor within the hour,
   * to which this one is added; else a new one.
   */
  toTicket: procedure(
    z.strictObject({ id }),
    z.object({ ticketId: id, outcome: z.enum(['created', 'appended', 'existing']), incident }),
  ),
};
