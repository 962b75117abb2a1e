import { monitor, type Monitor, type MonitorField } from '../../../shared/monitor.ts';
import { recordTable } from '../database/records/record-table.ts';

/** What checks say of a monitor lies beside it, in a table of its own. */
const live = {
  lastCheckedAt: 'l.last_checked_at',
  responseTimeMs: 'l.response_time_ms',
  uptime24h: 'l.uptime_24h',
  uptime30d: 'l.uptime_30d',
  uptime1y: 'l.uptime_1y',
  observed30d: 'l.observed_30d',
  beats: 'l.beats',
  certificateExpiresAt: 'l.certificate_expires_at',
  domainExpiresAt: 'l.domain_expires_at',
} satisfies Partial<Record<MonitorField, string>>;
const liveFields = Object.keys(live) as (keyof typeof live)[];

export const monitorTable = recordTable<Monitor>({
  name: 'monitor',
  fields: Object.keys(monitor.shape) as MonitorField[],
  json: ['tags', 'options'],
  flags: ['paused'],
  moments: ['createdAt', 'updatedAt', 'since', 'lastCheckedAt', 'certificateExpiresAt', 'domainExpiresAt'],
  organization: 'organizationId',
  counted: ['status', 'type'],
  // In this order: a list walks its monitors' own index.
  joined: 'CROSS JOIN monitor_live l ON l.monitor_id = t.id',
  computed: live,
  derived: liveFields,
  unordered: [
    ...liveFields,
    'error',
    'incidentId',
    'port',
    'interval',
    'timeout',
    'retryInterval',
    'retries',
    'successesToUp',
    'remindEvery',
    'acceptedStatuses',
    'keyword',
    'tags',
    'paused',
    'options',
    'pushToken',
    'source',
    'notes',
    'parentAssetId',
  ],
});
