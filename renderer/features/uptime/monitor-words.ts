import { expiryWords, wholeDaysLeft } from '../../../shared/expiry-words.ts';
import type { Monitor, MonitorStatus } from '../../../shared/monitor.ts';
import type { MonitorType } from '../../../shared/monitor-options.ts';
import { recordWords, type ChangedField, type FieldWords } from '../../lib/change-words.ts';
import { plural } from '../../lib/format.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import type { Tone } from '../../lib/tone.ts';

export const typeLabels: Readonly<Record<MonitorType, string>> = {
  http: 'HTTP',
  tcp: 'TCP port',
  ping: 'Ping',
  dns: 'DNS record',
  tls: 'Certificate',
  domain: 'Domain',
  push: 'Push',
};

export const statusLabels: Readonly<Record<MonitorStatus, string>> = {
  up: 'Up',
  down: 'Down',
  pending: 'Pending',
  paused: 'Paused',
  maintenance: 'In maintenance',
  unreachable: 'Unreachable',
  not_observed: 'Not observed',
};

/** Where it looks, as one would type it. */
export function targetText(monitor: Pick<Monitor, 'type' | 'url' | 'hostname' | 'port' | 'options'>): string {
  const { type, url, hostname, port, options } = monitor;
  const host = hostname?.includes(':') ? `[${hostname}]` : (hostname ?? '');
  switch (type) {
    case 'http':
      return url ?? '';
    case 'tcp':
      return `${host}:${port ?? ''}`;
    case 'tls':
      return `${host}:${port ?? 443} (TLS)`;
    case 'ping':
      return `${host} (ping)`;
    case 'dns':
      return `${host} (${options.recordType})`;
    case 'domain':
      return `${host} (registration)`;
    case 'push':
      return 'waits to be called';
  }
}

/** A share of time, cut and never rounded up: 100 % means that nothing was missed. `—` where nothing is known. */
export function percentText(share: number | null): string {
  if (share === null) return '—';
  if (share === 100) return '100 %';
  return `${(Math.floor(share * 100) / 100).toFixed(2)} %`;
}

export function millisecondsText(ms: number | null): string {
  if (ms === null) return '—';
  return ms < 10_000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long something lasted: `48 s`, `6 min`, `1:58 h`, `3 days`. */
export function durationText(ms: number): string {
  if (ms < minuteMs) return `${Math.max(0, Math.floor(ms / 1000))} s`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  if (ms < dayMs) {
    const minutes = Math.floor((ms % hourMs) / minuteMs);
    return `${Math.floor(ms / hourMs)}:${String(minutes).padStart(2, '0')} h`;
  }
  return plural(Math.floor(ms / dayMs), 'day');
}

/** What ends soon enough to say so. */
const warnDays = 30;

/** `expires in 12 days`, or null while that is far away or not known. */
export function expiryText(expiresAt: number | null, now: number, within = warnDays): string | null {
  if (expiresAt === null) return null;
  const days = wholeDaysLeft(expiresAt, now);
  return days >= within ? null : expiryWords(days);
}

export interface StateWords {
  readonly text: string;
  readonly tone: Tone;
}

/** The one thing to say of a monitor now: what is wrong, why there is no judgement, or how fast it answered. */
export function stateWords(monitor: Monitor, now: number, parentName: string | undefined): StateWords {
  const plain = (text: string): StateWords => ({ text, tone: 'plain' });
  switch (monitor.status) {
    case 'down':
      return { text: monitor.error ?? 'down', tone: 'overdue' };
    case 'unreachable':
      return plain(
        parentName === undefined ? 'what it stands behind is down' : `parent “${parentName}” is down`,
      );
    case 'not_observed':
      return plain(monitor.error ?? 'not observed');
    case 'maintenance':
      return plain('in maintenance');
    case 'paused':
      return plain('paused');
    case 'pending':
      return monitor.error === null ? plain('not checked yet') : { text: monitor.error, tone: 'soon' };
    case 'up': {
      const soon = expiryText(monitor.certificateExpiresAt, now) ?? expiryText(monitor.domainExpiresAt, now);
      return soon === null ? plain(millisecondsText(monitor.responseTimeMs)) : { text: soon, tone: 'soon' };
    }
  }
}

const fieldNames: Readonly<Record<string, string>> = {
  type: 'Type',
  url: 'Address',
  hostname: 'Host',
  port: 'Port',
  interval: 'Seconds between checks',
  timeout: 'Given up after',
  retryInterval: 'Seconds between retries',
  retries: 'Retries',
  successesToUp: 'Good checks until it is up',
  remindEvery: 'Reminder',
  acceptedStatuses: 'Accepted statuses',
  keyword: 'Keyword',
  parentId: 'Stands behind',
  parentAssetId: 'Stands behind asset',
  assetId: 'Asset',
  groupName: 'Group',
  tags: 'Tags',
  paused: 'Paused',
  notes: 'Notes',
  options: 'What is looked at',
};

/** One changed field of a monitor in the technician's words. */
export function describeMonitorField(
  field: ChangedField,
  organizations: Pick<OrganizationNames, 'nameOf'>,
): FieldWords {
  return recordWords(field, fieldNames, {
    type: (value) => typeLabels[value as MonitorType] ?? String(value),
    organizationId: (value) => organizations.nameOf(Number(value)) ?? `organization ${String(value)}`,
  });
}
