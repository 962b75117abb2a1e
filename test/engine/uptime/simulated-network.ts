import type { Monitor } from '../../../shared/monitor.ts';
import type { OnlineReport } from '../../../shared/uptime.ts';
import { bad, good, type ProbeResult } from '../../../electron/engine/uptime/probes/probe.ts';
import type { VirtualWorld } from '../../support/virtual-world.ts';

/** What is between this machine and what it watches. */
export type Link =
  | 'up'
  /** Every packet is lost: names and connections time out. */
  | 'lost'
  /** No route: everything fails at once. */
  | 'unplugged'
  /** A sign-in page answers for everybody; certificates are wrong. */
  | 'portal'
  /** Addresses answer, names do not resolve. */
  | 'no_names';

export interface SimulatedNetwork {
  link: Link;
  /** Monitors whose other side does not answer. */
  readonly broken: Set<number>;
  /** Monitors whose other side refuses every connection. */
  readonly refusing: Set<number>;
  /** One of the two targets that are asked whether this machine is online cannot be reached. */
  blockedTarget: boolean;
  /** Checks that are being made, and the most there ever were at once. */
  readonly checks: { now: number; most: number; startedAt: number[] };
  /** How often it was asked whether this machine is online. */
  asked: number;
  probe(monitor: Monitor, signal: AbortSignal): Promise<ProbeResult>;
  askOnline(): Promise<OnlineReport>;
}

/** The far side of all monitors, with the faults of real networks. */
export function simulatedNetwork(world: VirtualWorld): SimulatedNetwork {
  const network: SimulatedNetwork = {
    link: 'up',
    broken: new Set(),
    refusing: new Set(),
    blockedTarget: false,
    checks: { now: 0, most: 0, startedAt: [] },
    asked: 0,
    async probe(monitor, signal) {
      const { checks } = network;
      checks.now += 1;
      checks.most = Math.max(checks.most, checks.now);
      checks.startedAt.push(world.clock.monotonic());
      try {
        return await Promise.race([look(monitor), given(signal)]);
      } finally {
        checks.now -= 1;
      }
    },
    async askOnline() {
      network.asked += 1;
      const before = network.link;
      if (before === 'lost') await world.wait(4000);
      else await world.wait(before === 'unplugged' ? 2 : 30 + 40 * world.random());
      // Whoever does not answer is waited for a second longer than whoever does.
      if (network.blockedTarget && before === 'up') await world.wait(1000);
      const online = before === 'up' && network.link === 'up';
      const second = online && !network.blockedTarget;
      return {
        at: world.clock.now(),
        online,
        reason: online ? null : 'No target answers.',
        targets: [
          { name: 'first', ms: online ? 20 : null, error: online ? null : 'timeout' },
          { name: 'second', ms: second ? 20 : null, error: second ? null : 'timeout' },
        ],
        namesResolve: before !== 'no_names' && online,
        gateway: null,
      };
    },
  };

  async function look(monitor: Monitor): Promise<ProbeResult> {
    const startedIn = network.link;
    const timeoutMs = monitor.timeout * 1000;
    if (startedIn === 'unplugged') {
      await world.wait(1);
      return bad('Not reachable');
    }
    if (startedIn === 'lost') {
      await world.wait(timeoutMs);
      return bad('Connection timed out');
    }
    if (startedIn === 'no_names') {
      await world.wait(5000 * world.random());
      return bad('Its name could not be resolved');
    }
    const ms = 5 + 60 * world.random();
    await world.wait(ms);
    if (startedIn === 'portal') return bad('Encryption failed: the certificate is not for this name');
    if (network.link === 'lost') {
      await world.wait(timeoutMs - ms);
      return bad('Connection timed out');
    }
    if (network.link !== 'up') return bad('The connection was cut');
    if (network.refusing.has(monitor.id)) return bad('Connection refused');
    if (!network.broken.has(monitor.id)) return good(ms);
    await world.wait(timeoutMs - ms);
    return bad('Connection timed out');
  }

  return network;
}

function given(signal: AbortSignal): Promise<ProbeResult> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(bad('Given up')));
  });
}
