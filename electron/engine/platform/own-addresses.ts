import { networkInterfaces } from 'node:os';

/** An address that this machine has just now. */
export interface OwnAddress {
  readonly address: string;
  /** The system's name of its interface: `eth0`, `Wi-Fi`. */
  readonly name: string;
  /** Reached from this machine alone. */
  readonly internal: boolean;
}

/** All of them; it is asked anew each time, for a laptop changes its network. */
export function ownAddresses(): OwnAddress[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses.map(({ address, internal }) => ({ address, name, internal })),
  );
}

/** Addresses that hold within one cable need its interface beside them, so that nobody could be told them. */
export const isLinkLocal = (address: string): boolean => /^fe[89ab]/i.test(address);
