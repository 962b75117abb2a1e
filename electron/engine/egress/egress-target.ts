import { EgressError } from './egress-error.ts';
import type { Destination, EgressProfile } from './egress-policy.ts';

export interface Target extends Destination {
  readonly url: URL;
}

/**
 * Reads where a URL leads. Odd spellings of addresses (decimal, octal, hexadecimal, short, full-width) come out of
 * the URL parser as what they mean.
 * @throws EgressError `blocked` for schemes other than http and https, and for user names in the address
 */
export function readTarget(profile: EgressProfile, text: string): Target {
  if (!URL.canParse(text)) throw new EgressError('blocked', 'This is no web address.');
  const url = new URL(text);
  const plain = url.protocol === 'http:';
  if (!plain && url.protocol !== 'https:') {
    throw new EgressError('blocked', 'Only https: and http: addresses can be asked.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new EgressError('blocked', 'An address must not contain a user name or password.');
  }
  const port = url.port === '' ? (plain ? 80 : 443) : Number(url.port);
  return { profile, url, host: url.hostname.replace(/^\[|\]$/g, ''), port, plain };
}
