import { domainToASCII } from 'node:url';
import type { Egress } from '../../egress/egress.ts';
import { daysUntil, endsSoon } from './certificate.ts';
import { brokenCondition } from './conditions.ts';
import { bad, good, type Probe } from './probe.ts';
import { sayFailure } from './say-failure.ts';

/** Which registry answers for which top-level domain (RFC 9224). */
const bootstrapUrl = 'https://data.iana.org/rdap/dns.json';
const bootstrapKeptMs = 24 * 3_600_000;
/** Registries change a domain's end once a year: they are not asked with every wake-up. */
const answerKeptMs = 6 * 3_600_000;
const mostBytes = 1024 * 1024;

interface Bootstrap {
  readonly services: readonly (readonly [readonly string[], readonly string[]])[];
}
interface RdapDomain {
  readonly events?: readonly { readonly eventAction?: string; readonly eventDate?: string }[];
}

/** How long a domain is registered still, as its registry tells by RDAP (RFC 9082, 9083). */
export function createDomainProbe(egress: Egress, now: () => number): Probe {
  let bootstrap: { readonly at: number; readonly registries: ReadonlyMap<string, string> } | null = null;
  const answers = new Map<string, { readonly at: number; readonly end: number }>();

  async function json(url: string, timeoutMs: number, signal: AbortSignal): Promise<unknown> {
    const headers = { Accept: 'application/rdap+json, application/json', 'User-Agent': 'Techbench' };
    const common = { profile: 'monitor', timeoutMs, maxBytes: mostBytes, redirects: 3, signal } as const;
    const { status, body } = await egress.fetch({ ...common, url, headers });
    if (status === 404) throw new Error('The registry knows no such domain');
    if (status !== 200) throw new Error(`The registry answered with status ${status}`);
    return JSON.parse(body.toString('utf8')) as unknown;
  }

  async function registryOf(domain: string, timeoutMs: number, signal: AbortSignal): Promise<string> {
    if (!bootstrap || now() - bootstrap.at > bootstrapKeptMs) {
      const { services } = (await json(bootstrapUrl, timeoutMs, signal)) as Bootstrap;
      const known = services.flatMap(([zones, urls]) =>
        zones.map((zone) => [zone, urls.find((url) => url.startsWith('https:')) ?? urls[0]!] as const),
      );
      bootstrap = { at: now(), registries: new Map(known) };
    }
    const registry = bootstrap.registries.get(domain.slice(domain.lastIndexOf('.') + 1));
    if (registry === undefined) throw new Error('The registry of this domain does not tell');
    return registry;
  }

  async function endOf(domain: string, timeoutMs: number, signal: AbortSignal): Promise<number> {
    const known = answers.get(domain);
    if (known && now() - known.at < answerKeptMs) return known.end;
    const registry = await registryOf(domain, timeoutMs, signal);
    const url = `${registry.replace(/\/?$/, '/')}domain/${encodeURIComponent(domain)}`;
    const { events = [] } = (await json(url, timeoutMs, signal)) as RdapDomain;
    const end = Date.parse(events.find(({ eventAction }) => eventAction === 'expiration')?.eventDate ?? '');
    if (Number.isNaN(end)) throw new Error('The registry does not tell when the domain ends');
    answers.set(domain, { at: now(), end });
    return end;
  }

  return async ({ hostname, timeout, options }, signal) => {
    const startedAt = performance.now();
    try {
      const domain = domainToASCII(hostname!).toLowerCase();
      const end = await endOf(domain, timeout * 1000, signal);
      const ms = performance.now() - startedAt;
      const seen = { ms, domainExpiresAt: end };
      const error =
        endsSoon('The domain', end, now(), options.expiryDays) ??
        brokenCondition(options.conditions, { domainDays: daysUntil(end, now()) });
      return error === null ? good(ms, seen) : bad(error, seen);
    } catch (error) {
      const { message } = error as Error;
      return bad(message.startsWith('The registry') ? message : sayFailure(error));
    }
  };
}
