import { randomBytes } from 'node:crypto';
import type { Egress } from '../../egress/egress.ts';
import { EgressError } from '../../egress/egress-error.ts';
import { baseUrl } from '../../platform/base-url.ts';

/** The header by which a request of our own is known when it comes back. */
export const roundTripHeader = 'x-techbench-round-trip';

export type RoundTripResult =
  | { readonly state: 'arrived'; readonly url: string; readonly durationMs: number }
  | { readonly state: 'failed'; readonly url: string; readonly detail: string };

export interface RoundTrips {
  /** Asks a public address for the hooks of a connection, and waits for the question to come in here. */
  check(connectionId: number, publicUrl: string): Promise<RoundTripResult>;
  /** Whether a request that came in is one of these. */
  arrived(nonce: string | string[] | undefined): boolean;
}

const timeoutMs = 15_000;

export function createRoundTrips(egress: Egress): RoundTrips {
  const pending = new Map<string, boolean>();
  return {
    async check(connectionId, publicUrl) {
      const url = `${baseUrl(publicUrl)}/hooks/${connectionId}`;
      const nonce = randomBytes(18).toString('base64url');
      pending.set(nonce, false);
      try {
        const reply = await egress.fetch({
          profile: 'remote',
          url,
          method: 'POST',
          headers: { [roundTripHeader]: nonce },
          timeoutMs,
          maxBytes: 1000,
        });
        if (pending.get(nonce))
          return { state: 'arrived', url, durationMs: Math.round(reply.timings.totalMs) };
        return { state: 'failed', url, detail: `Somebody else answered there, with ${reply.status}.` };
      } catch (error) {
        if (!(error instanceof EgressError)) throw error;
        return { state: 'failed', url, detail: error.message };
      } finally {
        pending.delete(nonce);
      }
    },
    arrived(nonce) {
      if (typeof nonce !== 'string' || !pending.has(nonce)) return false;
      pending.set(nonce, true);
      return true;
    },
  };
}
