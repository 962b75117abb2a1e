import { createHash, timingSafeEqual } from 'node:crypto';
import type { ConnectionKind, HookRefusal } from '../../../../shared/connection.ts';
import type { HookVerification } from '../../../../shared/hook-delivery.ts';
import { hexSignature, standardSignature } from '../webhooks/signing.ts';

export type HookHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** What came in, with the secrets that count for it. */
export interface SignedHook {
  readonly kind: ConnectionKind;
  readonly headers: HookHeaders;
  readonly body: Buffer;
  /** The token that stood in the path, and the hash of the one that should; for services that do not sign. */
  readonly token: string | null;
  readonly tokenHash: Buffer | null;
  /** Epoch ms. */
  readonly now: number;
}

export type Verdict =
  | { readonly ok: true; readonly messageId: string | null }
  | { readonly ok: false; readonly reason: HookRefusal };

/** The header in which each service signs the body in hex; The One Stack documents none. */
const ownHeader: Record<ConnectionKind, string | null> = {
  oneclickit: 'x-oneclickit-signature',
  orqit: 'x-orqit-signature',
  clientstor: 'x-webhook-signature',
  theonestack: null,
};

const toleranceSeconds = 5 * 60;
const hex = /^(?:sha256=)?([0-9a-fA-F]{64})$/;

/**
 * Whether it comes from whom it says, over the very bytes that came. Every signature that is there must be right:
 * an old one of a kind that knows no time cannot be carried past one that does.
 * @param secretsOf asked only where there is something to compare with
 */
export function verifyHook(hook: SignedHook, secretsOf: () => readonly string[]): Verdict {
  const { kind, headers, body } = hook;
  const own = ownHeader[kind] === null ? undefined : headers[ownHeader[kind]];
  const standard = standardHeaders(headers);
  if (own === undefined && standard === undefined) return byToken(hook);
  const secrets = secretsOf();
  if (secrets.length === 0) return { ok: false, reason: 'no_secret' };
  if (own !== undefined && !secrets.some((secret) => sameHex(own, hexSignature(secret, body)))) {
    return { ok: false, reason: 'wrong_signature' };
  }
  return standard === undefined ? { ok: true, messageId: null } : byStandard(hook, standard, secrets);
}

interface StandardHeaders {
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
}

/** Undefined where none of the three is there; with one of them all are needed. */
function standardHeaders(headers: HookHeaders): StandardHeaders | undefined {
  const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) =>
    typeof headers[name] === 'string' ? headers[name] : '',
  );
  return id || timestamp || signature ? { id: id!, timestamp: timestamp!, signature: signature! } : undefined;
}

function byStandard(
  { body, now }: SignedHook,
  { id, timestamp, signature }: StandardHeaders,
  secrets: readonly string[],
): Verdict {
  if (!/^[\x21-\x2d\x2f-\x7e]{1,200}$/.test(id) || !/^\d{1,12}$/.test(timestamp)) {
    return { ok: false, reason: 'wrong_signature' };
  }
  const seconds = Number(timestamp);
  const given = signature.split(' ', 20);
  const right = secrets.some((secret) => {
    const expected = standardSignature(secret, id, seconds, body);
    // No early end: how many were tried tells nothing.
    return given.map((each) => sameText(each, expected)).includes(true);
  });
  if (!right) return { ok: false, reason: 'wrong_signature' };
  const age = now / 1000 - seconds;
  if (age > toleranceSeconds) return { ok: false, reason: 'too_old' };
  if (age < -toleranceSeconds) return { ok: false, reason: 'too_new' };
  return { ok: true, messageId: id };
}

function byToken({ token, tokenHash }: SignedHook): Verdict {
  if (token === null) return { ok: false, reason: 'no_signature' };
  const right = tokenHash !== null && timingSafeEqual(hashToken(token), tokenHash);
  return right ? { ok: true, messageId: null } : { ok: false, reason: 'wrong_token' };
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function sameHex(given: string | string[], expected: string): boolean {
  const digits = typeof given === 'string' ? hex.exec(given)?.[1] : undefined;
  return digits !== undefined && timingSafeEqual(Buffer.from(digits, 'hex'), Buffer.from(expected, 'hex'));
}

function sameText(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

/** What each service's rules say of a body that is there already: for whoever wants to know why one was refused. */
export function explainHook(
  { headers, body, now }: Pick<SignedHook, 'headers' | 'body' | 'now'>,
  secrets: readonly string[],
): HookVerification[] {
  const [secret] = secrets;
  const byHex = (dialect: ConnectionKind, header: string): HookVerification => {
    const given = headers[header];
    const received = given === undefined ? null : String(given);
    const expected = secret === undefined ? null : hexSignature(secret, body);
    const right = secrets.some((each) => given !== undefined && sameHex(given, hexSignature(each, body)));
    const result =
      received === null ? 'missing' : secret === undefined ? 'not_known' : right ? 'valid' : 'wrong';
    return { dialect, header, result, expected, received };
  };
  const known = Object.entries(ownHeader).flatMap(([kind, header]) =>
    header === null ? [] : [byHex(kind as ConnectionKind, header)],
  );
  const standard = standardHeaders(headers);
  const verdict =
    standard && secret !== undefined ? byStandard({ body, now } as SignedHook, standard, secrets) : null;
  const results = { wrong_signature: 'wrong', too_old: 'too_old', too_new: 'too_old' } as const;
  known.push({
    dialect: 'standard',
    header: 'webhook-signature',
    result: !standard
      ? 'missing'
      : verdict === null
        ? 'not_known'
        : verdict.ok
          ? 'valid'
          : results[verdict.reason as keyof typeof results],
    expected:
      standard && secret !== undefined
        ? standardSignature(secret, standard.id, Number(standard.timestamp), body)
        : null,
    received: standard?.signature ?? null,
  });
  return known;
}
