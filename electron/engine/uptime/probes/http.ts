import type { Monitor } from '../../../../shared/monitor.ts';
import type { MonitorOptions } from '../../../../shared/monitor-options.ts';
import { goneWords, lockedWords, type OpenRequest } from '../sealed-requests.ts';
import type { Egress } from '../../egress/egress.ts';
import type { EgressReply } from '../../egress/http-exchange.ts';
import { certificateEnd, daysUntil } from './certificate.ts';
import { brokenCondition } from './conditions.ts';
import { jsonText, readJsonPath } from './json-path.ts';
import { bad, excerptBytes, good, type Probe, type ProbeResult } from './probe.ts';
import { sayFailure } from './say-failure.ts';

/** How much of an answer is searched for a keyword or read as JSON. */
const searchedBytes = 1024 * 1024;

export function createHttpProbe(
  egress: Egress,
  now: () => number,
  open: (options: MonitorOptions) => OpenRequest,
): Probe {
  return async (monitor, signal) => {
    const { options } = monitor;
    const request = open(options);
    if (typeof request === 'string') return { notAsked: request === 'locked' ? lockedWords : goneWords };
    try {
      const reply = await egress.fetch({
        profile: 'monitor',
        url: monitor.url!,
        method: options.method,
        headers: { 'User-Agent': 'Techbench', Accept: '*/*', ...request.headers },
        ...(request.body !== null && { body: Buffer.from(request.body) }),
        timeoutMs: monitor.timeout * 1000,
        maxBytes: readsBody(monitor) ? searchedBytes : excerptBytes,
        redirects: options.redirects,
        anyCertificate: !options.verifyCertificate,
        ...(options.authority !== null && { authorities: [options.authority] }),
        minimumTls: options.minimumTls,
        signal,
      });
      return judge(monitor, reply, now());
    } catch (error) {
      return bad(sayFailure(error));
    }
  };
}

function readsBody({ keyword, options }: Monitor): boolean {
  return (
    keyword !== null ||
    options.jsonPath !== null ||
    options.conditions.some(({ subject }) => subject === 'body' || subject.startsWith('json:'))
  );
}

function judge(monitor: Monitor, reply: EgressReply, now: number): ProbeResult {
  const certificateExpiresAt = certificateEnd(reply.certificate);
  const ms = reply.timings.totalMs;
  const error = problem(monitor, reply, daysUntil(certificateExpiresAt, now));
  if (error === null) return good(ms, { certificateExpiresAt });
  const excerpt = reply.body.subarray(0, excerptBytes).toString('utf8').replaceAll('\0', '');
  return bad(error, { ms, certificateExpiresAt, excerpt: excerpt === '' ? null : excerpt });
}

/** What is wrong with an answer; null where nothing is. */
function problem(monitor: Monitor, reply: EgressReply, certificateDays: number | null): string | null {
  const { keyword, options } = monitor;
  if (!accepts(monitor.acceptedStatuses, reply.status)) return `Status ${reply.status}`;
  if (reply.bodyEnd === 'timeout') return 'The answer did not end in time';
  if (reply.bodyEnd === 'reset') return 'The connection was cut within the answer';
  const body = reply.body.toString('utf8');
  if (keyword !== null && body.includes(keyword) === options.keywordInverted) {
    return options.keywordInverted ? 'The keyword is there' : 'The keyword is missing';
  }
  return (
    jsonProblem(body, options.jsonPath, options.jsonExpected) ??
    brokenCondition(options.conditions, {
      status: reply.status,
      responseTimeMs: Math.round(reply.timings.totalMs),
      headers: reply.headers,
      body,
      certificateDays,
    })
  );
}

function jsonProblem(body: string, path: string | null, expected: string | null): string | null {
  if (path === null) return null;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return 'The answer is no JSON';
  }
  const found = readJsonPath(json, path);
  if (found === undefined) return `There is no ${path} in the answer`;
  if (expected === null || jsonText(found) === expected) return null;
  return `${path} is ${jsonText(found).slice(0, 100)}, not ${expected}`;
}

/** `200-299, 401`, as the contract has checked it. */
export function accepts(ranges: string, status: number): boolean {
  return ranges.split(',').some((range) => {
    const [least, most] = range.trim().split('-').map(Number);
    return status >= least! && status <= (most ?? least!);
  });
}
