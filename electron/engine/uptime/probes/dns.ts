import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Monitor } from '../../../../shared/monitor.ts';
import type { Egress } from '../../egress/egress.ts';
import { brokenCondition } from './conditions.ts';
import { bad, good, type Probe } from './probe.ts';
import { resolveChecked } from './resolve-checked.ts';
import { sayFailure } from './say-failure.ts';

const words: Readonly<Record<string, string>> = {
  ENOTFOUND: 'There is no such name',
  ENODATA: 'There is no such record',
  ETIMEOUT: 'The name server did not answer',
  ESERVFAIL: 'The name server failed',
  EREFUSED: 'The name server refused',
  ECONNREFUSED: 'No name server answers',
};

/** Asks for a record, of the machine's own resolver or another one. */
export function createDnsProbe(egress: Egress): Probe {
  return async (monitor, signal) => {
    const { options, hostname, timeout } = monitor;
    const startedAt = performance.now();
    const resolver = new Resolver({ timeout: timeout * 1000, tries: 1 });
    const giveUp = (): void => resolver.cancel();
    signal.addEventListener('abort', giveUp);
    try {
      if (options.resolver !== null) resolver.setServers([await checkedServer(egress, options.resolver)]);
      const records = flatten(await resolver.resolve(hostname!, options.recordType));
      const ms = performance.now() - startedAt;
      const error = unexpected(records, options) ?? brokenCondition(options.conditions, { records });
      return error === null ? good(ms) : bad(error, { ms, excerpt: records.join('\n').slice(0, 1024) });
    } catch (error) {
      return bad(words[(error as { code?: string }).code ?? ''] ?? sayFailure(error));
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  };
}

/** `192.0.2.1`, `192.0.2.1:5353`, `[2001:db8::1]:53`: to where a monitor may go. */
async function checkedServer(egress: Egress, server: string): Promise<string> {
  const match = /^\[([^\]]+)\](?::(\d+))?$/.exec(server) ?? /^([^:]+)(?::(\d+))?$/.exec(server);
  const host = match?.[1] ?? server;
  const port = Number(match?.[2] ?? 53);
  const address = await resolveChecked(egress, host, port);
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

function unexpected(records: readonly string[], { expectedRecords }: Monitor['options']): string | null {
  if (records.length === 0) return 'There is no such record';
  if (expectedRecords.length === 0 || expectedRecords.some((wanted) => records.includes(wanted))) return null;
  return `Answered ${records.slice(0, 3).join(', ').slice(0, 200)}`;
}

/** Each record as one text, in the order of its parts. */
function flatten(answer: unknown): string[] {
  const entries = Array.isArray(answer) ? (answer as unknown[]) : [answer];
  return entries.map((entry) => {
    if (typeof entry === 'string') return entry;
    if (Array.isArray(entry)) return entry.join('');
    return Object.values(entry as object).join(' ');
  });
}
