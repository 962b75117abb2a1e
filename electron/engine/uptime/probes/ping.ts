import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import type { Egress } from '../../egress/egress.ts';
import { bad, good, type Probe } from './probe.ts';
import { resolveChecked } from './resolve-checked.ts';
import { sayFailure } from './say-failure.ts';

/** Answers with ms, or says what came instead. */
export type Pinger = (
  address: string,
  timeoutMs: number,
  signal?: AbortSignal,
) => Promise<{ readonly ms: number } | { readonly error: string }>;

export function createPingProbe(egress: Egress, ping: Pinger = systemPing): Probe {
  return async (monitor, signal) => {
    try {
      const address = await resolveChecked(egress, monitor.hostname!);
      const met = await ping(address, monitor.timeout * 1000, signal);
      return 'ms' in met ? good(met.ms) : bad(met.error);
    } catch (error) {
      return bad(sayFailure(error));
    }
  };
}

/** Only from where the system keeps it: a program of that name elsewhere is somebody else's. */
function findPing(): string | undefined {
  const places =
    process.platform === 'win32'
      ? [join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'ping.exe')]
      : ['/sbin/ping', '/bin/ping', '/usr/bin/ping'];
  return places.find((place) => existsSync(place));
}

function argumentsFor(address: string, timeoutMs: number): string[] {
  const seconds = String(Math.max(1, Math.ceil(timeoutMs / 1000)));
  if (process.platform === 'win32') return ['-n', '1', '-w', String(timeoutMs), address];
  if (process.platform === 'darwin') {
    return isIPv6(address) ? ['-c', '1', address] : ['-c', '1', '-t', seconds, address];
  }
  return ['-n', '-c', '1', '-W', seconds, address];
}

/** The system's own ping, which needs no privileges of ours. */
export const systemPing: Pinger = (address, timeoutMs, signal) => {
  const program = findPing();
  if (program === undefined) return Promise.resolve({ error: 'This machine has no ping program' });
  const name = process.platform === 'darwin' && isIPv6(address) ? '/sbin/ping6' : program;
  const startedAt = performance.now();
  return new Promise((resolve) => {
    execFile(
      name,
      argumentsFor(address, timeoutMs),
      { timeout: timeoutMs + 2000, windowsHide: true, env: { LC_ALL: 'C' }, ...(signal && { signal }) },
      (error, output) => {
        // `time=0.045 ms`, `time<1ms`; other languages of Windows put another word before it.
        const match = /[=<](\d+(?:[.,]\d+)?) ?ms/i.exec(output);
        if (!error && match) resolve({ ms: Number(match[1]!.replace(',', '.')) });
        else if (!error) resolve({ ms: performance.now() - startedAt });
        else resolve({ error: /unreachable/i.test(output) ? 'Not reachable' : 'No answer to ping' });
      },
    );
  });
};
