import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';
const secretBytes = 32;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** As Standard Webhooks wants them: Base64 of random bytes behind `whsec_`. */
export function makeSecret(): string {
  return `${prefix}${randomBytes(secretBytes).toString('base64')}`;
}

/** Hex HMAC-SHA256 of the bytes, keyed with the secret's text as its owner knows it: OneClickIT's and Orqit's. */
export function hexSignature(secret: string, body: Uint8Array): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** `v1,<Base64>` over `id.timestamp.body` (https://www.standardwebhooks.com): keyed with what the Base64 stands for. */
export function standardSignature(secret: string, id: string, timestamp: number, body: Uint8Array): string {
  const mac = createHmac('sha256', standardKey(secret)).update(`${id}.${timestamp}.`).update(body);
  return `v1,${mac.digest('base64')}`;
}

/** A text of one's own that is no Base64 is its own key. */
function standardKey(secret: string): Buffer {
  const text = secret.startsWith(prefix) ? secret.slice(prefix.length) : secret;
  return base64.test(text) ? Buffer.from(text, 'base64') : Buffer.from(text);
}

export interface SignedMessage {
  readonly id: string;
  /** Unix seconds, of this attempt. */
  readonly timestamp: number;
  readonly body: Uint8Array;
}

/**
 * The headers of all three families. While a secret is being changed the old one signs too: Standard Webhooks has
 * room for both in one header; the hex headers, which receivers compare as a whole, have one each.
 * @param secrets the current one, and the one before while it still counts
 */
export function signatureHeaders(
  secrets: readonly [current: string, previous?: string],
  { id, timestamp, body }: SignedMessage,
): Record<string, string> {
  const [current, previous] = secrets;
  const standard = secrets.map((secret) => standardSignature(secret!, id, timestamp, body)).join(' ');
  const hex = hexSignature(current, body);
  const before = previous === undefined ? undefined : hexSignature(previous, body);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': standard,
    'X-OneClickIT-Signature': hex,
    'X-Orqit-Signature': hex,
    ...(before !== undefined && {
      'X-OneClickIT-Signature-Previous': before,
      'X-Orqit-Signature-Previous': before,
    }),
  };
}
