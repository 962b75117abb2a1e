import { z } from 'zod';
import { heartbeat, outageNews } from './heartbeat.ts';
import { alertAttention, alertNotice } from './alert.ts';
import { id, timestamp } from './identity.ts';

/** Records that changed: their ids, or null where too many to name. */
function recordsChanged<T extends string>(type: T) {
  return z.object({
    type: z.literal(type),
    ids: z.array(id).nullable(),
    reason: z.enum(['created', 'changed', 'removed']),
  });
}

/** What the engine tells every open view after a commit: which cached answers are stale. */
export const pushEvent = z.discriminatedUnion('type', [
  recordsChanged('tickets'),
  recordsChanged('assets'),
  /** An integration with an RMM service changed, a sync of one went on, or devices were settled. */
  z.object({ type: z.literal('rmm') }),
  recordsChanged('vehicles'),
  recordsChanged('projects'),
  recordsChanged('tasks'),
  recordsChanged('articles'),
  recordsChanged('entries'),
  /** A monitor changed, or what is said of it did; single checks are told by `heartbeats`. */
  recordsChanged('monitors'),
  recordsChanged('incidents'),
  recordsChanged('maintenance'),
  /** What the last second's checks met, for rows that are on the screen: no list is to be asked for it. */
  z.object({ type: z.literal('heartbeats'), beats: z.array(heartbeat) }),
  /** News of outages for tray and notifications; what is acknowledged or muted makes none. */
  z.object({ type: z.literal('outages'), news: z.array(outageNews) }),
  /** The counts by status, the machine's own connection or the uptime settings changed. */
  z.object({ type: z.literal('uptime') }),
  recordsChanged('alerts'),
  recordsChanged('findings'),
  /** What is known of vulnerabilities, or of the software that they meet, has changed; or a feed was asked. */
  z.object({ type: z.literal('vulnerabilities') }),
  /** An endpoint changed, or its health did. */
  z.object({ type: z.literal('webhooks') }),
  recordsChanged('deliveries'),
  z.object({ type: z.literal('connections') }),
  /** What waits to be sent to other services, or for somebody to decide. */
  z.object({ type: z.literal('outbox') }),
  /** A channel changed, or how it fares did; or a rule. */
  z.object({ type: z.literal('channels') }),
  z.object({ type: z.literal('notificationRules') }),
  recordsChanged('notifications'),
  z.object({ type: z.literal('healthReports') }),
  /** Something that a rule wants shown on this desktop. */
  z.object({
    type: z.literal('notice'),
    notice: z.object({ id: z.string(), title: z.string(), body: z.string(), link: z.string().nullable() }),
  }),
  recordsChanged('hookDeliveries'),
  /** Addresses, what is known of them, or how far their checks are. */
  recordsChanged('breaches'),
  /** What tray and frame show of alerts has changed. */
  z.object({ type: z.literal('attention'), attention: alertAttention }),
  /** Alerts that are worth a notification: new ones, and those whose trouble ended. Muted ones are not. */
  z.object({
    type: z.literal('alertNews'),
    news: z.array(z.object({ happened: z.enum(['raised', 'cleared']), alert: alertNotice })),
  }),
  /** It was opened or locked, or its settings changed. Locked: what a view holds of it must go. */
  z.object({ type: z.literal('vault'), state: z.enum(['locked', 'opening', 'unlocked']) }),
  /** A score was kept, or ports were looked at. */
  z.object({ type: z.literal('reviews') }),
  z.object({ type: z.literal('organizations') }),
  z.object({ type: z.literal('technicians') }),
  z.object({ type: z.literal('categories') }),
  z.object({ type: z.literal('savedFilters') }),
  z.object({ type: z.literal('savedAssetFilters') }),
  z.object({ type: z.literal('keys') }),
  /** Keys were used: their figures, last uses and the request log went on. */
  z.object({ type: z.literal('usage') }),
  z.object({ type: z.literal('localApi') }),
  /** The local API listens at another address, or could not. */
  z.object({ type: z.literal('listening'), address: z.string().nullable() }),
  z.object({ type: z.literal('subscription') }),
  z.object({ type: z.literal('imports') }),
  z.object({ type: z.literal('workspace') }),
  z.object({ type: z.literal('system') }),
  /** Sent by main, not by the engine. */
  z.object({
    type: z.literal('engineState'),
    state: z.enum(['starting', 'ready', 'restarting', 'stopped']),
    detail: z.string().nullable(),
    at: timestamp,
  }),
  z.object({ type: z.literal('preferences') }),
  /** A deep link, a tray item or a second start asks the window to show something. */
  z.object({ type: z.literal('navigate'), to: z.string() }),
]);
export type PushEvent = z.infer<typeof pushEvent>;
