import { randomUUID } from 'node:crypto';

/**
 * A UUID that begins with its moment (RFC 9562, version 7): who looks for one in the log looks at its end.
 * @param now milliseconds since 1970
 */
export function newRequestId(now: number): string {
  const time = now.toString(16).padStart(12, '0');
  // Version 4 gives the random bits and the variant; the version's digit stands behind the second hyphen.
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${randomUUID().slice(15)}`;
}
