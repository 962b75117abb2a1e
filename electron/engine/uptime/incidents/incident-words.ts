import { isoSeconds } from '../../../../shared/identity.ts';
import type { Monitor } from '../../../../shared/monitor.ts';
import type { StoredIncident } from './incident-table.ts';

/** Where a monitor looks, in one line. */
export function addressOf({ url, hostname, port }: Pick<Monitor, 'url' | 'hostname' | 'port'>): string {
  if (url !== null) return url;
  return port === null ? (hostname ?? '') : `${hostname ?? ''}:${port}`;
}

/** `6 min`, `2 h 5 min`, `3 d 4 h`: the two largest parts. */
export function durationWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.max(1, Math.round(ms / 1000))} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** What a ticket about an outage begins with. */
export function ticketText(
  incident: StoredIncident,
  monitor: Monitor | undefined,
  organization: string,
): string {
  const lines = [
    `${incident.monitorName} is down since ${isoSeconds(incident.openedAt)}.`,
    '',
    `Error: ${incident.error}`,
    `Client: ${organization}`,
  ];
  if (monitor) {
    lines.push(`Address: ${addressOf(monitor) || 'waits to be called'} (${monitor.type})`);
    if (monitor.beats !== '') lines.push(`Last checks: ${beatsInWords(monitor.beats)}`);
    if (monitor.uptime30d !== null) lines.push(`Uptime, 30 days: ${monitor.uptime30d} %`);
  }
  if (incident.reason !== null) lines.push(`Noted: ${incident.reason}`);
  if (incident.excerpt !== null) lines.push('', 'The answer began with:', incident.excerpt);
  return lines.join('\n');
}

const letterWords: Readonly<Record<string, string>> = {
  u: 'good',
  f: 'failed',
  d: 'down',
  m: 'maintenance',
  x: 'unreachable',
  '-': 'not observed',
};

/** `12 good, 2 failed, 3 down`: runs of the same, the last twenty checks. */
export function beatsInWords(beats: string): string {
  const runs = beats.slice(-20).match(/(.)\1*/g) ?? [];
  return runs.map((run) => `${run.length} ${letterWords[run[0]!] ?? run[0]}`).join(', ');
}
