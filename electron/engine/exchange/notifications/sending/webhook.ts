import { isoSeconds } from '../../../../../shared/identity.ts';
import { signatureHeaders } from '../../webhooks/signing.ts';
import type { Post } from './post.ts';
import type { SendJob } from './sender.ts';

/** Ours: shaped like an event, and signed as events are, so that one receiver can take both. */
export function webhookPost({ message, secrets }: SendJob, now: number): Post {
  const { id, subject, text, severity, items, at, organization } = message;
  const body = JSON.stringify({
    event: 'notification',
    timestamp: isoSeconds(at),
    organization,
    data: {
      subject,
      message: text,
      severity,
      items: items.map(({ at: happenedAt, ...item }) => ({ ...item, at: isoSeconds(happenedAt) })),
    },
  });
  const signed = { id, timestamp: Math.floor(now / 1000), body: Buffer.from(body) };
  return { body, headers: secrets.signing === undefined ? {} : signatureHeaders([secrets.signing], signed) };
}
