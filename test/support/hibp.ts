import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { receiveWebhooks, type ReceivedHook } from './webhook-receiver.ts';

export interface SimulatedBreach {
  readonly Name: string;
  readonly Title: string;
  readonly Domain: string;
  readonly BreachDate: string;
  readonly AddedDate: string;
  readonly ModifiedDate: string;
  readonly PwnCount: number;
  readonly Description: string;
  readonly DataClasses: readonly string[];
  readonly IsVerified: boolean;
  readonly IsFabricated: boolean;
  readonly IsSensitive: boolean;
  readonly IsRetired: boolean;
  readonly IsSpamList: boolean;
  readonly IsMalware: boolean;
  readonly IsSubscriptionFree: boolean;
  readonly IsStealerLog: boolean;
  readonly LogoPath: string;
  readonly Attribution: string | null;
}

export function breachOf(name: string, given: Partial<SimulatedBreach> = {}): SimulatedBreach {
  return {
    Name: name,
    Title: name,
    Domain: `${name.toLowerCase()}.example.test`,
    BreachDate: '2025-11-02',
    AddedDate: '2025-12-01T08:00:00Z',
    ModifiedDate: '2025-12-01T08:00:00Z',
    PwnCount: 12_345,
    Description: `<p>Data of <a href="https://x.test">${name}</a> &amp; others.</p>`,
    DataClasses: ['Email addresses', 'Passwords'],
    IsVerified: true,
    IsFabricated: false,
    IsSensitive: false,
    IsRetired: false,
    IsSpamList: false,
    IsMalware: false,
    IsSubscriptionFree: false,
    IsStealerLog: false,
    LogoPath: 'https://logos.example.test/x.png',
    Attribution: null,
    ...given,
  };
}

/** Ways in which a service, or whatever stands before it, does not answer. */
export const faults = {
  'key refused': (response: ServerResponse) =>
    json(response, 401, { statusCode: 401, message: 'Access denied due to invalid hibp-api-key.' }),
  'no user agent': (response: ServerResponse) =>
    json(response, 403, { statusCode: 403, message: 'You must specify a user agent.' }),
  'too often': (response: ServerResponse) =>
    json(
      response,
      429,
      { statusCode: 429, message: 'Rate limit is exceeded. Try again in 2 seconds.' },
      { 'retry-after': '2' },
    ),
  'too often, without a time': (response: ServerResponse) => json(response, 429, { statusCode: 429 }),
  'edge unavailable': (response: ServerResponse) => void response.writeHead(503).end('Service unavailable'),
  'server error': (response: ServerResponse) => void response.writeHead(500).end(),
  'bad gateway page': (response: ServerResponse) =>
    void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>Bad gateway</html>'),
  'captive portal': (response: ServerResponse) =>
    void response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!DOCTYPE html><html><title>Welcome to the hotel</title></html>'),
  'page not found': (response: ServerResponse) =>
    void response.writeHead(404, { 'content-type': 'text/html' }).end('<html>404 Not Found</html>'),
  redirect: (response: ServerResponse) =>
    void response.writeHead(302, { location: 'http://login.example.test/' }).end(),
  'empty answer': (response: ServerResponse) => void response.writeHead(200).end(),
  'empty list': (response: ServerResponse) => json(response, 200, []),
  'empty object': (response: ServerResponse) => json(response, 200, {}),
  'no content': (response: ServerResponse) => void response.writeHead(204).end(),
  garbage: (response: ServerResponse) => void response.writeHead(200).end('[{"Name":'),
  'another shape': (response: ServerResponse) => json(response, 200, [{ name: 'Adobe' }]),
  null: (response: ServerResponse) => json(response, 200, null),
  'bad request': (response: ServerResponse) =>
    json(response, 400, { statusCode: 400, message: 'Bad account.' }),
  gone: (response: ServerResponse) => void response.writeHead(410).end(),
  'cut off': (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
    response.write('[{"Name":"Adobe"');
    setImmediate(() => response.destroy());
  },
  'hung up': (response: ServerResponse) => void response.destroy(),
} satisfies Record<string, (response: ServerResponse) => void>;
export type Fault = keyof typeof faults;

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
    .end(JSON.stringify(body));
}

export const hibpKey = '0123456789abcdef0123456789abcdef';

/**
 * Have I Been Pwned as its page documents it: user agent before everything, keys, full and truncated objects, 404 for
 * an account in no breach, pastes, domains, the anonymous range, the plan and the list of breaches. `fail` puts
 * something else in its place.
 */
export async function simulateHibp() {
  const catalogue = new Map<string, SimulatedBreach>();
  const accounts = new Map<string, string[]>();
  const pastes = new Map<string, object[]>();
  const state = {
    rpm: 600,
    anonymous: false,
    domains: [] as string[],
    subscribed: true,
    fault: null as Fault | null,
    /** Only paths that begin so meet the fault. */
    faultAt: '/',
    /** Called when an answer is on its way. */
    answered: (_path: string): void => {},
  };

  function answer(response: ServerResponse, { path, headers }: ReceivedHook): void {
    const { pathname, searchParams } = new URL(path, 'http://hibp.test');
    if (!headers['user-agent']) return faults['no user agent'](response);
    if (state.fault && pathname.startsWith(state.faultAt)) return faults[state.fault](response);
    const [, noun = '', ...rest] = pathname.split('/');
    const last = decodeURIComponent(rest.at(-1) ?? '');
    const open = ['breaches', 'breach', 'latestbreach', 'dataclasses'].includes(noun);
    if (!open && headers['hibp-api-key'] !== hibpKey) return faults['key refused'](response);
    switch (noun) {
      case 'breaches':
        return json(response, 200, [...catalogue.values()]);
      case 'latestbreach':
        return json(
          response,
          200,
          [...catalogue.values()].toSorted((a, b) => (a.AddedDate < b.AddedDate ? 1 : -1))[0],
        );
      case 'subscription':
        return state.subscribed
          ? json(response, 200, {
              SubscriptionName: 'Pwned 2',
              Description: 'A plan',
              SubscribedUntil: '2027-01-01T00:00:00',
              Rpm: state.rpm,
              DomainSearchMaxBreachedAccounts: 100,
              IncludesStealerLogs: false,
              IncludesKAnon: state.anonymous,
            })
          : void response.writeHead(404).end();
      case 'subscribeddomains':
        return state.domains.length === 0
          ? void response.writeHead(404).end()
          : json(
              response,
              200,
              state.domains.map((DomainName) => ({ DomainName, PwnCount: 1 })),
            );
      case 'breacheddomain': {
        const found = [...accounts].filter(([email]) => email.endsWith(`@${last}`));
        return found.length === 0
          ? void response.writeHead(404).end()
          : json(
              response,
              200,
              Object.fromEntries(found.map(([email, names]) => [email.split('@')[0], names])),
            );
      }
      case 'pasteaccount': {
        const found = pastes.get(last.toLowerCase());
        return found ? json(response, 200, found) : void response.writeHead(404).end();
      }
      case 'breachedaccount':
        return rest[0] === 'range' ? range(response, last) : account(response, last, searchParams);
    }
    response.writeHead(404).end();
  }

  function account(response: ServerResponse, email: string, query: URLSearchParams): void {
    const names = accounts.get(email.toLowerCase());
    if (!names) return void response.writeHead(404).end();
    const full = query.get('truncateResponse') === 'false';
    json(
      response,
      200,
      names.map((name) => (full ? catalogue.get(name) : { Name: name })),
    );
  }

  function range(response: ServerResponse, prefix: string): void {
    if (!state.anonymous) return faults['no user agent'](response);
    const rows = [...accounts].flatMap(([email, websites]) => {
      const hash = createHash('sha1').update(email).digest('hex').toUpperCase();
      return hash.startsWith(prefix) ? [{ hashSuffix: hash.slice(6), websites }] : [];
    });
    const others = [{ hashSuffix: 'A'.repeat(34), websites: ['Other'] }];
    json(response, 200, [...others, ...rows]);
  }

  const server = await receiveWebhooks((response, hook) => {
    answer(response, hook);
    state.answered(hook.path);
  });
  return {
    ...server,
    state,
    /** Puts an account into breaches, which the list then has too. */
    leak(email: string, ...breaches: readonly SimulatedBreach[]): void {
      for (const breach of breaches) catalogue.set(breach.Name, breach);
      accounts.set(email, [...(accounts.get(email) ?? []), ...breaches.map(({ Name }) => Name)]);
    },
    list(...breaches: readonly SimulatedBreach[]): void {
      for (const breach of breaches) catalogue.set(breach.Name, breach);
    },
    unlist: (name: string) => void catalogue.delete(name),
    paste: (email: string, ...found: readonly object[]) => void pastes.set(email, [...found]),
    /** What was asked, as paths. */
    asked: (start = '/'): string[] =>
      server.received.map(({ path }) => path).filter((path) => path.startsWith(start)),
  };
}
export type SimulatedHibp = Awaited<ReturnType<typeof simulateHibp>>;
