import { z } from 'zod';

/** Names of contract events, as webhooks carry them. */
export const eventType = z.enum([
  'ticket.created',
  'ticket.updated',
  'ticket.resolved',
  'asset.created',
  'asset.updated',
  'asset.deleted',
  'monitor.down',
  'monitor.up',
  'vulnerability.found',
  'vault.breach',
  'breach.detected',
  'subscription.changed',
]);
export type EventType = z.infer<typeof eventType>;
