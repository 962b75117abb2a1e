import { randomBytes } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { connect } from 'node:net';
import type { OnlineReport, OnlineTarget, UptimeSettings } from '../../../../shared/uptime.ts';
import type { Egress } from '../../egress/egress.ts';
import { systemPing } from '../probes/ping.ts';
import { reach } from '../probes/reach.ts';
import { sayFailure } from '../probes/say-failure.ts';
import { defaultGateway } from './gateway.ts';

const patienceMs = 4000;

/**
 * Asks whether this machine is online: one target that answers is enough, and one name that resolves. A target is
 * known by its certificate, so that no hotel's sign-in page passes for it; the names that are asked for are new
 * each time, so that no cache answers.
 */
export function createAskOnline(
  egress: Egress,
  settings: () => UptimeSettings,
  now: () => number,
): () => Promise<OnlineReport> {
  return async () => {
    const { targets, names, gateway } = settings();
    const [answers, namesResolve, router] = await Promise.all([
      Promise.all(targets.map((target) => ask(egress, target))),
      names.length === 0 ? null : anyResolves(names),
      gateway ? askGateway() : null,
    ]);
    const reached = answers.some(({ ms }) => ms !== null);
    const online = reached && namesResolve !== false;
    const reason = online ? null : whyOffline(reached, router);
    return { at: now(), online, reason, targets: answers, namesResolve, gateway: router };
  };
}

function whyOffline(reached: boolean, gateway: OnlineReport['gateway']): string {
  if (reached) return 'Names cannot be resolved.';
  if (!gateway) return 'No target answers.';
  return gateway.ms === null
    ? 'Neither a target nor the gateway answers.'
    : 'The gateway answers, but no target beyond it does.';
}

async function ask(egress: Egress, target: OnlineTarget): Promise<OnlineReport['targets'][number]> {
  const { name, host, port, certificateName } = target;
  try {
    const to = egress.connect('monitor', host, port);
    const limits = { timeoutMs: patienceMs };
    const { ms, socket } =
      certificateName === null
        ? await reach(() => connect(to), 'connect', limits)
        : await reach(
            () => process.getBuiltinModule('node:tls').connect({ ...to, servername: certificateName }),
            'secureConnect',
            limits,
          );
    socket.destroy();
    return { name, ms: Math.round(ms), error: null };
  } catch (error) {
    return { name, ms: null, error: sayFailure(error) };
  }
}

/** A name that nobody asked for before: that there is none is an answer of a working resolver too. */
async function anyResolves(names: readonly string[]): Promise<boolean> {
  const answers = names.map(async (name) => {
    const resolver = new Resolver({ timeout: patienceMs, tries: 1 });
    try {
      await resolver.resolve4(`${randomBytes(6).toString('hex')}.${name}`);
    } catch (error) {
      if (!['ENOTFOUND', 'ENODATA'].includes((error as { code?: string }).code ?? '')) throw error;
    }
  });
  return Promise.any(answers).then(
    () => true,
    () => false,
  );
}

async function askGateway(): Promise<OnlineReport['gateway']> {
  const address = await defaultGateway();
  if (address === null) return null;
  const met = await systemPing(address, 1000);
  return { address, ms: 'ms' in met ? Math.round(met.ms) : null };
}
