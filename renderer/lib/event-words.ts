import type { EventType } from '../../shared/event-type.ts';

/** What happened, where the technician chooses what is to be heard. */
export const eventWords: Record<EventType, string> = {
  'ticket.created': 'A ticket was made',
  'ticket.updated': 'A ticket was changed',
  'ticket.resolved': 'A ticket was resolved',
  'asset.created': 'An asset was made',
  'asset.updated': 'An asset was changed',
  'asset.deleted': 'An asset was deleted',
  'monitor.down': 'A monitor went down',
  'monitor.up': 'A monitor is up again',
  'vulnerability.found': 'A vulnerability was found',
  'vault.breach': 'A password of the vault is breached',
  'breach.detected': 'An address appears in a breach',
  'subscription.changed': 'The plan changed',
};
