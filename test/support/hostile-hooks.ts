import { createHmac, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';

export interface Receiver {
  /** Path of the connection that they pretend to be. */
  readonly hooks: string;
  /** `whsec_` and base64. */
  readonly secret: string;
  /** Its clock, epoch milliseconds. */
  readonly now: () => number;
}

export interface HostileHook {
  readonly path?: string;
  readonly method?: string;
  readonly body: string | Uint8Array;
  readonly headers: Record<string, string>;
}

const gzipBomb = gzipSync(Buffer.alloc(5_000_000));
const nested = `${'['.repeat(100_000)}${']'.repeat(50_000)}`;
const tooLarge = Buffer.alloc(262_145, 'x');

/** Signed as it should be, at a time that does not count. */
function standard(
  { secret, now }: Receiver,
  body: string,
  n: number,
  secondsOff: number,
): Record<string, string> {
  const at = Math.floor(now() / 1000) + secondsOff;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`msg_${n}.${at}.${body}`).digest('base64');
  const signed = n % 60 === 8 ? 'v1,xxxx' : `v1,${signature}`;
  return { 'webhook-id': `msg_${n}`, 'webhook-timestamp': String(at), 'webhook-signature': signed };
}

/** One request that must not be taken, by its number: the same ones each time. */
export function hostileHook(receiver: Receiver, n: number): HostileHook {
  const { hooks, secret } = receiver;
  const hex = (body: string | Uint8Array) => createHmac('sha256', secret).update(body).digest('hex');
  const signed = (body: string | Uint8Array) => ({ 'x-oneclickit-signature': hex(body) });
  const event = JSON.stringify({
    event: 'ticket.created',
    timestamp: '2026-03-23T10:30:00Z',
    data: { id: `t${n}` },
  });
  const right = hex(event);
  switch (n % 20) {
    case 0:
      return { body: event, headers: {} };
    case 1:
      return { body: event, headers: { 'x-oneclickit-signature': 'a'.repeat(n % 1001) } };
    case 2:
      return { body: event, headers: { 'x-oneclickit-signature': right.replace(/^./, 'g') } };
    case 3:
      return { body: event, headers: { 'x-oneclickit-signature': `${right.slice(0, 63)}\u00e9` } };
    case 4:
      return {
        body: event,
        headers: {
          'x-oneclickit-signature': createHmac('sha256', `other${n}`).update(event).digest('hex'),
        },
      };
    case 5:
      return { body: `${event} `, headers: { 'x-oneclickit-signature': right } };
    case 6:
      return { body: event.slice(0, n % event.length), headers: { 'x-oneclickit-signature': right } };
    case 7:
      return { body: event, headers: { 'x-orqit-signature': right } };
    case 8:
      return {
        body: event,
        headers: standard(receiver, event, n, [-301, 301, -86_400, 86_400][((n / 20) % 4) | 0]!),
      };
    case 9: {
      const body = Buffer.from([0x7b, 0x22, 0xff, 0xfe, n & 0xff, 0x22, 0x7d]);
      return { body, headers: signed(body) };
    }
    case 10:
      return { body: nested, headers: signed(nested) };
    case 11: {
      const body = `{"event":"x","event":"y"${n}`;
      return { body, headers: signed(body) };
    }
    case 12:
      return { body: gzipBomb, headers: { ...signed(gzipBomb), 'content-encoding': 'gzip' } };
    case 13:
      return { body: event, headers: { 'x-oneclickit-signature': right, 'x-bomb': 'y'.repeat(20_000) } };
    case 14:
      return {
        method: ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD'][((n / 20) % 5) | 0]!,
        body: '',
        headers: signed(''),
      };
    case 15:
      return {
        path: `/hooks/${['0', '-1', '1e3', '4711', '%2e%2e', '9'.repeat(30), 'x'][((n / 20) % 7) | 0]}`,
        body: event,
        headers: signed(event),
      };
    case 16:
      return { path: `${hooks}/${randomBytes(8).toString('hex')}`, body: event, headers: {} };
    case 17: {
      const body = ['null', '[]', '"x"', '4711', 'true', '', ' ', '{'][((n / 20) % 8) | 0]!;
      return { body, headers: signed(body) };
    }
    case 18: {
      const body = n % 200 === 18 ? tooLarge : 'x';
      return { body, headers: signed(body) };
    }
    default:
      return { body: event, headers: { 'x-oneclickit-signature': right, origin: 'https://evil.example' } };
  }
}
