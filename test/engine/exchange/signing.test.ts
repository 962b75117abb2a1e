import assert from 'node:assert/strict';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import {
  hexSignature,
  makeSecret,
  signatureHeaders,
} from '../../../electron/engine/exchange/webhooks/signing.ts';
import { payloadOf } from '../../../electron/engine/exchange/webhooks/payload.ts';
import { verifyHook } from '../../../electron/engine/exchange/receiver/verify.ts';

/** OneClickIT's own recipe, word for word from its page. */
function verifyWebhook(payload: Buffer, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(payload).digest('hex');
  return timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
}

const bodies = fc
  .record({ id: fc.string(), subject: fc.string({ unit: 'grapheme' }), n: fc.double() })
  .map((data) =>
    Buffer.from(
      payloadOf('clientstor', {
        type: 'ticket.created',
        at: Date.UTC(2026, 2, 23),
        organization: { id: 2, name: 'Äcme' },
        data,
      }),
    ),
  );
const secrets = fc.oneof(
  fc.constant(null).map(makeSecret),
  fc
    .uint8Array({ minLength: 24, maxLength: 64 })
    .map((bytes) => `whsec_${Buffer.from(bytes).toString('base64')}`),
);
const now = Math.floor(Date.now() / 1000);

describe('what is signed', () => {
  it('verifies by the recipe of each vendor and by a library that knows nothing of us', () => {
    fc.assert(
      fc.property(bodies, secrets, (body, secret) => {
        const headers = signatureHeaders([secret], { id: 'msg_1', timestamp: now, body });
        assert.ok(verifyWebhook(body, headers['X-OneClickIT-Signature']!, secret));
        assert.ok(verifyWebhook(body, headers['X-Orqit-Signature']!, secret));
        assert.deepEqual(new Webhook(secret).verify(body, headers), JSON.parse(body.toString()));
      }),
    );
  });

  it('verifies with either secret while both count, and with neither where a byte was changed', () => {
    fc.assert(
      fc.property(bodies, secrets, secrets, fc.nat(), (body, current, previous, at) => {
        fc.pre(current !== previous);
        const headers = signatureHeaders([current, previous], { id: 'msg_1', timestamp: now, body });
        for (const secret of [current, previous]) new Webhook(secret).verify(body, headers);
        assert.equal(headers['X-Orqit-Signature-Previous'], hexSignature(previous, body));
        const changed = Buffer.from(body);
        changed[at % changed.length]! ^= 1;
        for (const secret of [current, previous]) {
          assert.throws(() => new Webhook(secret).verify(changed, headers), /No matching signature/);
        }
        assert.throws(() => new Webhook(current).verify(body, { ...headers, 'webhook-id': 'msg_2' }));
      }),
    );
  });

  it('is taken by our own receiver as by the library, and what the library signs too', () => {
    fc.assert(
      fc.property(bodies, secrets, (body, secret) => {
        const theirs = new Webhook(secret).sign('msg_9', new Date(now * 1000), body.toString());
        const headers = {
          'webhook-id': 'msg_9',
          'webhook-timestamp': String(now),
          'webhook-signature': theirs,
        };
        const hook = {
          kind: 'theonestack',
          headers,
          body,
          token: null,
          tokenHash: null,
          now: now * 1000,
        } as const;
        assert.deepEqual(
          verifyHook(hook, () => [secret]),
          { ok: true, messageId: 'msg_9' },
        );
      }),
    );
  });
});
