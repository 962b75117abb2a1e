import { z } from 'zod';
import { id, nullableId, nullableTimestamp, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { recordContract, recordIds } from './records.ts';

/** What an alert is about. `webhook`, `connection` and `notification` are Techbench's own troubles with other services. */
export const alertKind = z.enum([
  'monitor',
  'breach',
  'vault_breach',
  'vulnerability',
  'rmm',
  'webhook',
  'connection',
  'notification',
]);
export type AlertKind = z.infer<typeof alertKind>;

export const alertSeverity = z.enum(['critical', 'warning', 'info']);
export type AlertSeverity = z.infer<typeof alertSeverity>;

/** `open` asks for somebody; `acknowledged` has somebody; `muted` is silent until its time, then open again. */
export const alertState = z.enum(['open', 'acknowledged', 'muted', 'resolved']);
export type AlertState = z.infer<typeof alertState>;

export const alert = z.object({
  id,
  organizationId: id,
  kind: alertKind,
  severity: alertSeverity,
  state: alertState,
  title: z.string(),
  /** What was found, in words: the error of a monitor, the name of a breach. */
  detail: z.string(),
  /** Names the trouble: while an alert of this name is not resolved, there is no second one. */
  dedupeKey: z.string(),
  /** The monitor that is down, ours or a remote service's. */
  monitorName: z.string().nullable(),
  /** The connection that told of it; null for what was found here. */
  connectionId: nullableId,
  /** Route of the console that shows what it is about: `/monitors/7`. */
  link: z.string(),
  mutedUntil: nullableTimestamp,
  assigneeId: nullableId,
  ticketId: nullableId,
  /** How often it was told of, and when last. */
  occurrences: z.int(),
  lastSeenAt: timestamp,
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: nullableTimestamp,
  /** Who resolved it; Techbench itself where the trouble ended. */
  resolvedBy: z.string().nullable(),
  resolvedAt: nullableTimestamp,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Alert = z.infer<typeof alert>;

export const alertField = alert.keyof();
export type AlertField = z.infer<typeof alertField>;

export const alertFilter = z.strictObject({
  state: z.array(alertState).max(4).optional(),
  kind: z.array(alertKind).max(alertKind.options.length).optional(),
  organizationId: id.optional(),
  /** `null` asks for alerts that nobody has. */
  assigneeId: nullableId.optional(),
});
export type AlertFilter = z.infer<typeof alertFilter>;

/** All that a notification says of an alert. */
export const alertNotice = z.object({
  id,
  kind: alertKind,
  severity: alertSeverity,
  title: z.string(),
  detail: z.string(),
  organizationId: id,
  organizationName: z.string(),
  monitorName: z.string().nullable(),
  /** When it began, or ended. */
  at: timestamp,
  link: z.string(),
});
export type AlertNotice = z.infer<typeof alertNotice>;

/** What tray and frame show all the time. */
export const alertAttention = z.object({
  open: z.int(),
  acknowledged: z.int(),
  muted: z.int(),
  /** The worst of the open ones; null where none is open. */
  worst: alertSeverity.nullable(),
  /** The newest open one. */
  newest: alertNotice.nullable(),
});
export type AlertAttention = z.infer<typeof alertAttention>;

const changed = z.object({ changeId: z.string(), records: z.array(alert) });
const { list, get, undo, history } = recordContract({
  row: alert,
  whole: alert,
  created: z.strictObject({}),
  patch: z.strictObject({}),
  filter: alertFilter.default({}),
  field: alertField,
});

/** Alerts come from monitors, events and remote services; people answer them. */
export const alertsContract = {
  list,
  get,
  /** Kept numbers of those that are not resolved. */
  counts: procedure(
    z.strictObject({}),
    z.object({ states: z.record(alertState, z.int()), kinds: z.record(alertKind, z.int()) }),
  ),
  attention: procedure(z.strictObject({}), alertAttention),
  acknowledge: procedure(z.strictObject({ ids: recordIds }), changed),
  /** Silent until then; null for as long as the trouble lasts. */
  mute: procedure(z.strictObject({ ids: recordIds, until: nullableTimestamp }), changed),
  resolve: procedure(z.strictObject({ ids: recordIds }), changed),
  /** Open again, whatever became of it. */
  reopen: procedure(z.strictObject({ ids: recordIds }), changed),
  assign: procedure(z.strictObject({ ids: recordIds, assigneeId: nullableId }), changed),
  /** The ticket about it: the one that is open about the same trouble already, else a new one. */
  openTicket: procedure(z.strictObject({ id }), z.object({ alert, ticketId: id, created: z.boolean() })),
  undo,
  history,
};
