import type { LookupAddress } from 'node:dns';
import { isIPv6 } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { createEgress, type Egress } from '../../electron/engine/egress/egress.ts';
import type { EgressRules } from '../../electron/engine/egress/egress-policy.ts';

/** A resolver that knows what the test says, and counts how often it was asked. */
export function namesOf(known: Readonly<Record<string, readonly string[]>>) {
  const asked: string[] = [];
  const resolve = (host: string): Promise<LookupAddress[]> => {
    asked.push(host);
    const addresses = known[host];
    if (!addresses)
      return Promise.reject(Object.assign(new Error('no such name'), { syscall: 'getaddrinfo' }));
    return Promise.resolve(addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 })));
  };
  return { asked, resolve };
}

export const strictRules: EgressRules = { privateHosts: [], loopback: false, ownPorts: [] };

/** Receivers of tests stand on this machine. */
export const testRules: EgressRules = { ...strictRules, loopback: true };

/** An egress that knows whether anything is still under way, where the time of a test is not that of the network. */
export function watchedEgress(egress = testEgress()) {
  const underWay = new Set<object>();
  return {
    egress: {
      ...egress,
      async fetch(request) {
        underWay.add(request);
        try {
          return await egress.fetch(request);
        } finally {
          underWay.delete(request);
        }
      },
    } satisfies Egress,
    /** Every request is answered, and what follows from the answers has happened. */
    async quiet(): Promise<void> {
      do await turn();
      while (underWay.size > 0);
      await turn();
    },
  };
}

export function testEgress(
  known: Readonly<Record<string, readonly string[]>> = {},
  rules: EgressRules = testRules,
): Egress {
  return createEgress({ rules: () => rules, resolve: namesOf(known).resolve });
}
