import { connect } from 'node:net';
import { watchedPorts } from '../../../../shared/review-rules.ts';
import { type PortCheck, type PortState } from '../../../../shared/security-review.ts';
import type { Egress } from '../../egress/egress.ts';
import { EgressError } from '../../egress/egress-error.ts';

const timeoutMs = 2000;
export const portsLookedAt: readonly number[] = Object.keys(watchedPorts).map(Number);

/** What a look at all watched ports of one address found. */
export type PortsFound =
  | { readonly status: 'looked'; readonly open: readonly number[]; readonly filtered: number }
  | { readonly status: 'failed'; readonly error: string };

/**
 * Connects to each watched port of one address, all at once, and hangs up. Only connections: nothing is sent.
 * An address that may not or cannot be reached is a failure, never closed ports.
 */
export async function lookAtPorts(egress: Egress, address: string): Promise<PortsFound> {
  try {
    const states = await Promise.all(
      portsLookedAt.map(async (port) => [port, await lookAtPort(egress, address, port)] as const),
    );
    return {
      status: 'looked',
      open: states.filter(([, state]) => state === 'open').map(([port]) => port),
      filtered: states.filter(([, state]) => state === 'filtered').length,
    };
  } catch (error) {
    return { status: 'failed', error: error instanceof Error ? error.message : String(error) };
  }
}

/** @throws EgressError, or what the socket met that tells of the way there and not of the port */
function lookAtPort(egress: Egress, address: string, port: number): Promise<PortState> {
  return new Promise((resolve, reject) => {
    const socket = connect(egress.connect('monitor', address, port));
    const settle = (work: () => void): void => {
      clearTimeout(deadline);
      // A late error of a socket that nobody needs is nobody's business.
      socket.on('error', () => {});
      socket.destroy();
      work();
    };
    const deadline = setTimeout(() => settle(() => resolve('filtered')), timeoutMs);
    socket.once('connect', () => settle(() => resolve('open')));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const state = error instanceof EgressError ? undefined : portStates[error.code ?? ''];
      settle(() => (state ? resolve(state) : reject(error)));
    });
  });
}

const portStates: Readonly<Record<string, PortState>> = {
  ECONNREFUSED: 'closed',
  ECONNRESET: 'closed',
  ETIMEDOUT: 'filtered',
};

/** The address of an asset that may be asked: the one that is noted, else its name in the network. */
export function addressOf(asset: {
  readonly ipAddress: string | null;
  readonly hostname: string | null;
}): string | null {
  return asset.ipAddress?.trim() || asset.hostname?.trim() || null;
}

/** What is stored of an earlier look counts only while the asset has the address that was looked at. */
export function knownPorts(
  asset: {
    readonly id: number;
    readonly name: string;
    readonly ipAddress: string | null;
    readonly hostname: string | null;
  },
  stored: StoredPorts | undefined,
): PortCheck {
  const address = addressOf(asset);
  const counts = stored !== undefined && stored.address === address;
  return {
    assetId: asset.id,
    name: asset.name,
    address,
    checkedAt: counts ? stored.checkedAt : null,
    open: counts ? [...stored.open] : [],
    filtered: counts ? stored.filtered : 0,
    error: address === null ? 'It has neither an address nor a name in the network.' : null,
  };
}

export interface StoredPorts {
  readonly assetId: number;
  readonly address: string;
  readonly checkedAt: number;
  readonly open: readonly number[];
  readonly filtered: number;
}
