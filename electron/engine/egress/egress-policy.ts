import { ownAddresses } from '../platform/own-addresses.ts';
import { addressBytes, plainBytes } from './address-bytes.ts';
import { classifyAddress, type AddressClass } from './address-class.ts';
import { EgressError } from './egress-error.ts';

/** For whom a connection is made, which decides where it may lead. */
export type EgressProfile =
  /** Addresses that anybody with a key may name: the internet only. */
  | 'webhook'
  /** What technicians watch: the networks of clients too. */
  | 'monitor'
  /** Services that an administrator connected; some run in the own network. */
  | 'remote'
  /** The same for accounts whose data is kept here too, and this machine itself where the address names it plainly. */
  | 'account';

export interface EgressRules {
  /** Hosts, as a URL spells them, that webhooks may reach although they are this machine or in a private network. */
  readonly privateHosts: readonly string[];
  /** Loopback is open to everybody: for tests and tools on this machine. */
  readonly loopback: boolean;
  /** Ports that this engine listens on itself; at its own addresses nothing leads there. */
  readonly ownPorts: readonly number[];
}

export interface Destination {
  readonly profile: EgressProfile;
  /** As the URL spells it, without brackets. */
  readonly host: string;
  readonly port: number;
  /** The connection is not encrypted. */
  readonly plain: boolean;
}

const inside: readonly AddressClass[] = ['private', 'shared'];

const words: Record<Exclude<AddressClass, 'public'>, string> = {
  loopback: 'this machine itself',
  private: 'a private network',
  shared: 'a shared network of a provider',
  link_local: 'a link-local address',
  metadata: 'a metadata service',
  multicast: 'a multicast address',
  unspecified: 'this machine itself',
  reserved: 'a reserved address',
};

/**
 * Lets an address pass, or says why not.
 * @throws EgressError `blocked`
 */
export function checkAddress(to: Destination, address: string, rules: EgressRules): void {
  const kind = classifyAddress(address);
  if (rules.ownPorts.includes(to.port) && isOwn(kind, address)) {
    throw new EgressError('blocked', `${to.host} leads to Techbench itself.`);
  }
  if (!isOpen(kind, to, rules)) {
    throw new EgressError(
      'blocked',
      `${to.host} leads to ${words[kind as keyof typeof words]} (${address}).`,
    );
  }
  if (to.plain && to.profile === 'webhook' && kind !== 'loopback') {
    throw new EgressError('blocked', 'Without encryption (http:) webhooks go to this machine only.');
  }
}

function isOpen(kind: AddressClass, to: Destination, rules: EgressRules): boolean {
  if (kind === 'public') return true;
  const isNamed = to.profile === 'webhook' && rules.privateHosts.includes(to.host);
  if (kind === 'loopback')
    return rules.loopback || isNamed || (to.profile === 'account' && plainLoopback.has(to.host));
  return inside.includes(kind) && (to.profile !== 'webhook' || isNamed);
}

/** Whoever enters this machine by its own name means it; another name that leads here may have been made to. */
const plainLoopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

function isOwn(kind: AddressClass, address: string): boolean {
  if (kind === 'loopback' || kind === 'unspecified') return true;
  const bytes = plainBytes(addressBytes(address)!);
  return ownAddresses().some((own) => Buffer.compare(addressBytes(own.address)!, bytes) === 0);
}
