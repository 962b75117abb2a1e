import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import type { Egress } from '../../egress/egress.ts';

/**
 * The first address of a host that a monitor may reach, for tools that connect by themselves.
 * @throws EgressError
 */
export async function resolveChecked(egress: Egress, host: string, port = 0): Promise<string> {
  const guarded = egress.connect('monitor', host, port);
  if (isIP(host) !== 0) return host;
  return new Promise((resolve, reject) => {
    guarded.lookup(host, { all: true }, (error, addresses) => {
      if (error) reject(error);
      else resolve((addresses as LookupAddress[])[0]!.address);
    });
  });
}
