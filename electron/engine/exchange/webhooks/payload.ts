import type { EventType } from '../../../../shared/event-type.ts';
import { isoSeconds } from '../../../../shared/identity.ts';
import type { WebhookPayload } from '../../../../shared/webhook.ts';

export interface OutgoingEvent {
  readonly type: EventType;
  readonly at: number;
  readonly organization: { readonly id: number; readonly name: string };
  readonly data: Readonly<Record<string, unknown>>;
}

/** The bytes of an event, made once: every attempt sends the same ones. */
export function payloadOf(shape: WebhookPayload, { type, at, organization, data }: OutgoingEvent): string {
  const timestamp = isoSeconds(at);
  return JSON.stringify(
    shape === 'clientstor'
      ? { event: type, timestamp, organization, data }
      : { event: type, timestamp, data },
  );
}

/** An example of each event, in the fields that the vendors' own pages show. */
export const exampleData: Record<EventType, Readonly<Record<string, unknown>>> = {
  'ticket.created': { id: 'tkt_98f2e1', subject: 'Printer not responding', priority: 'high', status: 'open' },
  'ticket.updated': {
    id: 'tkt_98f2e1',
    subject: 'Printer not responding',
    priority: 'high',
    status: 'in_progress',
  },
  'ticket.resolved': {
    id: 'tkt_98f2e1',
    subject: 'Printer not responding',
    resolvedBy: 'tech_jane',
    resolution: 'Driver reinstalled and printer reconnected.',
  },
  'asset.created': { asset_id: 12, name: 'FS01', asset_type: 'server', status: 'active' },
  'asset.updated': { asset_id: 12, name: 'FS01', asset_type: 'server', status: 'in_repair' },
  'asset.deleted': { asset_id: 12, name: 'FS01', asset_type: 'server', status: 'retired' },
  'monitor.down': {
    monitor_id: 7,
    name: 'Main Website',
    url: 'https://example.com',
    error: 'Connection timed out',
  },
  'monitor.up': { monitor_id: 7, name: 'Main Website', url: 'https://example.com', error: null },
  'vulnerability.found': {
    id: 5,
    cve: 'CVE-2026-0001',
    title: 'Remote code execution in a print service',
    severity: 'high',
    asset_id: 12,
    asset_name: 'FS01',
    software: 'Print Service 2.1',
    due_date: '2026-04-13',
    known_ransomware: false,
  },
  'vault.breach': { password_id: 31, title: 'Administrator of FS01' },
  'breach.detected': {
    email: 'user@company.com',
    breach: { name: 'MegaCorp 2026', date: '2026-03-20', dataTypes: ['email', 'password_hash'] },
  },
  'subscription.changed': {
    customerId: 'cus_000001',
    previousPlan: 'starter',
    newPlan: 'enterprise',
    effectiveDate: '2026-04-01',
  },
};
