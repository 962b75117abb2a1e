import type { Agent } from 'node:http';
import type { HeardTime } from '../platform/clock-watch.ts';
import { EgressError } from './egress-error.ts';
import type { Destination, EgressProfile, EgressRules } from './egress-policy.ts';
import { readTarget, type Target } from './egress-target.ts';
import { guardConnect, systemResolver, type GuardedConnect, type Resolver } from './guarded-lookup.ts';
import { exchange, type EgressReply } from './http-exchange.ts';

export interface EgressDeps {
  /** Asked for each connection, so that a changed setting counts at once. */
  readonly rules: () => EgressRules;
  readonly resolve?: Resolver;
  /** Certificates of authorities, as PEM, to trust in place of those that Node brings. */
  readonly trusted?: string[];
  /** Is told the time that others have: of those only whose certificate vouches for them. */
  readonly heard?: (time: HeardTime) => void;
}

export interface EgressRequest {
  readonly profile: EgressProfile;
  readonly url: string;
  /** GET where it is left out. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  /** For everything: name, connection, encryption, answer, redirects. */
  readonly timeoutMs: number;
  /** How much of the answer's body is read. */
  readonly maxBytes: number;
  /** How many redirects to follow, each checked afresh; none where it is left out, and a 3xx is the answer. */
  readonly redirects?: number;
  /** Also takes certificates that cannot be trusted. */
  readonly anyCertificate?: boolean;
  /** Certificates of authorities, as PEM, to trust in place of those that Node brings. */
  readonly authorities?: string[];
  /** The oldest version that is spoken; what Node holds for safe where it is left out. */
  readonly minimumTls?: 'TLSv1.2' | 'TLSv1.3';
  readonly signal?: AbortSignal;
}

/** The only way out: whatever this engine asks of other machines is checked here, at the moment it connects. */
export interface Egress {
  /**
   * One request to an address that the profile may reach. Any status is an answer.
   * @throws EgressError where there was none, or where it may not be asked
   */
  fetch(request: EgressRequest): Promise<EgressReply>;
  /**
   * For connections that are no HTTP: spread it into the options of `net.connect` or `tls.connect`.
   * @throws EgressError `blocked` where the host is an address that may not be reached
   */
  connect(profile: EgressProfile, host: string, port: number): GuardedConnect;
  /**
   * Whether a URL may be stored to be asked later: its spelling, and its host where that is an address.
   * @throws EgressError `blocked`
   */
  check(profile: EgressProfile, url: string): void;
}

export function createEgress({ rules, resolve = systemResolver, trusted, heard }: EgressDeps): Egress {
  const agents = new Map<string, Agent>();

  /** One for each scheme, without connections that stay open: each is made, and checked, for its own request. */
  function agentFor(protocol: string): Agent {
    const known = agents.get(protocol);
    if (known) return known;
    const made =
      protocol === 'http:'
        ? new (process.getBuiltinModule('node:http').Agent)({ keepAlive: false })
        : new (process.getBuiltinModule('node:https').Agent)({ keepAlive: false, maxCachedSessions: 0 });
    agents.set(protocol, made);
    return made;
  }

  const guard = (to: Destination) => guardConnect(to, rules, resolve);

  async function fetch(request: EgressRequest): Promise<EgressReply> {
    const { redirects = 0, timeoutMs } = request;
    const startedAt = performance.now();
    let hop = { ...request, target: readTarget(request.profile, request.url) };
    for (let followed = 0; ; followed += 1) {
      const left = Math.max(1, Math.round(timeoutMs - (performance.now() - startedAt)));
      const reply = await once(hop, left);
      const next = redirects > 0 ? redirected(hop, reply) : undefined;
      if (!next) return reply;
      if (followed === redirects) throw new EgressError('protocol', `More than ${redirects} redirects.`);
      hop = next;
    }
  }

  async function once(hop: EgressRequest & { target: Target }, timeoutMs: number): Promise<EgressReply> {
    const { url } = hop.target;
    const reply = await exchange({
      connect: guard(hop.target),
      url,
      method: hop.method ?? 'GET',
      headers: hop.headers ?? {},
      body: hop.body,
      timeoutMs,
      maxBytes: hop.maxBytes,
      rejectUnauthorized: !hop.anyCertificate,
      agent: agentFor(url.protocol),
      ca: hop.authorities ?? trusted,
      minVersion: hop.minimumTls,
      signal: hop.signal,
    });
    const time = hop.anyCertificate ? undefined : timeOf(url, reply);
    if (time) heard?.(time);
    return reply;
  }

  return {
    fetch,
    connect: (profile, host, port) => guard({ profile, host, port, plain: false }),
    check: (profile, url) => void guard(readTarget(profile, url)),
  };
}

/** What an encrypted answer says of the time; nothing where it lay in a cache. */
function timeOf(url: URL, { headers, timings }: EgressReply): HeardTime | undefined {
  const date = Date.parse(headers.date ?? '');
  if (url.protocol !== 'https:' || Number.isNaN(date) || headers.age !== undefined) return undefined;
  const { tlsMs, firstByteMs, totalMs } = timings;
  return {
    host: url.host,
    date,
    askedAgoMs: totalMs - (tlsMs ?? 0),
    answeredAgoMs: totalMs - (firstByteMs ?? totalMs),
  };
}

/** Where a redirect leads: what was meant for one origin is not told to another, and only a GET goes on as one. */
function redirected(
  hop: EgressRequest & { readonly target: Target },
  { status, headers }: EgressReply,
): (EgressRequest & { target: Target }) | undefined {
  const { location } = headers;
  if (location === undefined || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  const from = hop.target.url;
  if (!URL.canParse(location, from.href))
    throw new EgressError('protocol', 'The redirect leads to no address.');
  const target = readTarget(hop.profile, new URL(location, from.href).href);
  const { body, headers: sent = {}, method = 'GET', ...rest } = hop;
  const keeps = status === 307 || status === 308 || method === 'HEAD';
  return {
    ...rest,
    target,
    method: keeps ? method : 'GET',
    headers: target.url.origin === from.origin ? sent : {},
    ...(keeps && body && { body }),
  };
}
