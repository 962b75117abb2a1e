import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/errors.ts';
import { isPlainHeader, type MonitorOptions } from '../../../shared/monitor-options.ts';
import { invalidField } from '../database/tenancy.ts';

/** The vault's store of credentials, as far as this room uses it. */
export interface RequestStore {
  /** @throws AppError `locked` */
  put(name: string, secret: string): void;
  /** Undefined where there is none. @throws AppError `locked` */
  get(name: string): string | undefined;
  remove(name: string): void;
  names(prefix: string): string[];
}

export interface SealedRequestDeps {
  readonly secrets: RequestStore;
  /** Whether secrets can be read: the vault was opened once since the start. */
  readonly secretsOpen: () => boolean;
}

/** What a monitor sends and nobody may read: values of headers that may sign in, and the body. */
interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** The request as it is sent, or why it cannot be sent now. */
export type OpenRequest = Request | 'locked' | 'gone';

export const lockedWords =
  'Header values and bodies are kept in the vault, which was not opened since Techbench started.';
export const goneWords = 'Its header values or its body are not kept any more; write them again.';

const prefix = 'monitor-request/';
const nothing: Request = { headers: {}, body: null };

/** Whether there is anything that the vault has to take. */
export function holdsSecrets({ headers, body }: MonitorOptions): boolean {
  return body !== null || Object.entries(headers).some(isSecret);
}

function isSecret([name, value]: [string, string | null]): boolean {
  return value !== null && !isPlainHeader(name);
}

/** What is only named: it is kept already. */
function namedIn({ headers }: MonitorOptions): string[] {
  return Object.keys(headers).filter((name) => headers[name] === null);
}

/**
 * Keeps in the vault's store what a monitor sends. Its record names what is kept, and each change is kept under a name
 * of its own: taking a change back brings the earlier request back too.
 */
export function createSealedRequests({ secrets, secretsOpen }: SealedRequestDeps) {
  /** @throws AppError `locked` */
  function read({ kept }: MonitorOptions): Request | undefined {
    const stored = kept === undefined ? undefined : secrets.get(prefix + kept);
    return stored === undefined ? undefined : (JSON.parse(stored) as Request);
  }

  return {
    isOpen: secretsOpen,
    /**
     * Options as they may lie in the record. What they only name is what was kept for the options before.
     * @throws AppError `locked` where there is something to be kept and the vault cannot take it
     */
    seal(given: MonitorOptions, before: MonitorOptions | null): MonitorOptions {
      const { keptBody, kept: _kept, ...options } = given;
      const named = namedIn(given);
      const isNew = holdsSecrets(given);
      if (!isNew && named.length === 0 && !keptBody) return options;
      const isAsBefore =
        before?.kept !== undefined &&
        keptBody === before.keptBody &&
        named.toSorted().join() === namedIn(before).toSorted().join();
      if (!isNew && isAsBefore) return { ...options, ...(keptBody && { keptBody }), kept: before.kept! };
      if (!secretsOpen()) throw new AppError('locked', lockedWords);
      const { shown, request } = split(given, (before && read(before)) ?? nothing);
      const kept = randomUUID();
      secrets.put(prefix + kept, JSON.stringify(request));
      const hasBody = request.body !== null && { keptBody: true as const };
      return { ...options, headers: shown, body: null, ...hasBody, kept };
    },
    /**
     * Options of a file beside those of the monitor that it would change: what is the same as kept is only named, and
     * what cannot be taken over is left out and named apart.
     */
    compare(
      given: MonitorOptions,
      existing: MonitorOptions | null,
    ): { options: MonitorOptions; left: string[] } {
      const { keptBody, kept: _kept, ...options } = given;
      const known = existing && secretsOpen() ? read(existing) : undefined;
      const left: string[] = [];
      const headers: MonitorOptions['headers'] = {};
      for (const [name, value] of Object.entries(given.headers)) {
        if (value !== null && isPlainHeader(name)) headers[name] = value;
        else if (value === null ? existing?.headers[name] === null : value === known?.headers[name])
          headers[name] = null;
        else if (value !== null && secretsOpen()) headers[name] = value;
        else left.push(name);
      }
      const isSameBody = given.body === null ? keptBody && existing?.keptBody : given.body === known?.body;
      const isLost = !isSameBody && (keptBody || (given.body !== null && !secretsOpen()));
      if (isLost) left.push('the body');
      const body = isSameBody || isLost ? null : given.body;
      const kept = (isSameBody || Object.values(headers).includes(null)) && existing?.kept;
      const compared = { ...options, headers, body, ...(isSameBody && { keptBody: true as const }) };
      return { options: kept ? { ...compared, kept } : compared, left };
    },
    /** As it is sent. */
    open(options: MonitorOptions): OpenRequest {
      const named = namedIn(options);
      if (named.length === 0 && !options.keptBody) return asItStands(options);
      if (!secretsOpen()) return 'locked';
      const kept = read(options);
      if (!kept || named.some((name) => kept.headers[name] === undefined)) return 'gone';
      return {
        headers: { ...asItStands(options).headers, ...kept.headers },
        body: options.body ?? kept.body,
      };
    },
    /** Forgets what no record names any more. */
    forgetOthers(named: ReadonlySet<string>): void {
      for (const name of secrets.names(prefix)) {
        if (!named.has(name.slice(prefix.length))) secrets.remove(name);
      }
    },
  };
}
export type SealedRequests = ReturnType<typeof createSealedRequests>;

function asItStands({ headers, body }: MonitorOptions): Request {
  return {
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? ''])),
    body,
  };
}

/** What of a request lies with the record, and what in the vault. */
function split(options: MonitorOptions, earlier: Request) {
  const shown: MonitorOptions['headers'] = {};
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(options.headers)) {
    if (value !== null && isPlainHeader(name)) {
      shown[name] = value;
      continue;
    }
    const known = value ?? earlier.headers[name];
    if (known === undefined)
      throw invalidField('options.headers', `has no value for ${name}, nor is one kept`);
    shown[name] = null;
    headers[name] = known;
  }
  const body = options.body ?? (options.keptBody ? earlier.body : null);
  return { shown, request: { headers, body } satisfies Request };
}
