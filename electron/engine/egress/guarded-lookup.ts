import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { EgressError } from './egress-error.ts';
import { checkAddress, type Destination, type EgressRules } from './egress-policy.ts';

/** All addresses of a name, in the order in which to try them. */
export type Resolver = (host: string) => Promise<LookupAddress[]>;

/** What the system's other programs would reach: hosts file, search domains and VPNs included. */
export const systemResolver: Resolver = (host) => lookup(host, { all: true, order: 'verbatim' });

/** For `net.connect`, `tls.connect` and `http.request`: there is no other look-up on the way. */
export interface GuardedConnect {
  readonly host: string;
  readonly port: number;
  readonly lookup: LookupFunction;
  readonly autoSelectFamily: true;
}

/**
 * What to hand to a connecting call so that it reaches checked addresses only: the name is resolved once, each
 * address of the answer is checked, and Node connects to those very addresses (the name stays what TLS asks for).
 * One forbidden address spoils the answer: nobody honest mixes them.
 * @throws EgressError `blocked` at once where the host is an address itself, for which Node looks nothing up
 */
export function guardConnect(to: Destination, rules: () => EgressRules, resolve: Resolver): GuardedConnect {
  if (isIP(to.host) !== 0) checkAddress(to, to.host, rules());
  return {
    host: to.host,
    port: to.port,
    autoSelectFamily: true,
    lookup(host, options, callback) {
      lookUp({ to, host, family: options.family, rules, resolve }, (error, addresses) => {
        if (error) callback(error, '', 0);
        else if (options.all) callback(null, addresses);
        else callback(null, addresses[0]!.address, addresses[0]!.family);
      });
    },
  };
}

interface LookUp {
  readonly to: Destination;
  readonly host: string;
  readonly family: number | 'IPv4' | 'IPv6' | undefined;
  readonly rules: () => EgressRules;
  readonly resolve: Resolver;
}

/** At least one address, all of them checked. */
const lookUp = callbackify(async ({ to, host, family, rules, resolve }: LookUp) => {
  const addresses = await resolve(host);
  const now = rules();
  for (const { address } of addresses) checkAddress(to, address, now);
  const fitting = ofFamily(addresses, family);
  if (fitting.length === 0) throw new EgressError('dns', `${host} has no address.`);
  return fitting;
});

function ofFamily(addresses: LookupAddress[], wanted: LookUp['family']): LookupAddress[] {
  const family = wanted === 'IPv4' ? 4 : wanted === 'IPv6' ? 6 : (wanted ?? 0);
  return family === 0 ? addresses : addresses.filter((entry) => entry.family === family);
}
