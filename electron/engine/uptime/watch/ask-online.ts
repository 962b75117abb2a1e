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
/** Once it is known to be online, whoever has not answered yet gets so much longer: a failure waits for the answer. */
const graceMs = 1000;

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
    const enough = new AbortController();
    const asked = targets.map((target) => ask(egress, target, enough.signal));
    const resolving = names.length === 0 ? null : anyResolves(names);
    void stopWaiting(enough, asked, resolving);
    const [answers, namesResolve, router] = await Promise.all([
      Promise.all(asked),
      resolving,
      gateway ? askGateway(enough.signal) : null,
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

type Answer = OnlineReport['targets'][number];

/** Once one target and the names answered, for the others' sake no longer than a moment. */
async function stopWaiting(
  enough: AbortController,
  asked: readonly Promise<Answer>[],
  resolving: Promise<boolean> | null,
): Promise<void> {
  const [isReached, resolves] = await Promise.all([firstReached(asked), resolving]);
  if (isReached && resolves !== false) setTimeout(() => enough.abort(), graceMs).unref();
}

/** True as soon as one answered, false when none did. */
function firstReached(asked: readonly Promise<Answer>[]): Promise<boolean> {
  const reached = asked.map(async (answer) => {
    if ((await answer).ms === null) throw new Error('not reached');
  });
  return Promise.any(reached).then(
    () => true,
    () => false,
  );
}

async function ask(egress: Egress, target: OnlineTarget, signal: AbortSignal): Promise<Answer> {
  const { name, host, port, certificateName } = target;
  try {
    const to = egress.connect('monitor', host, port);
    const limits = { timeoutMs: patienceMs, signal };
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

async function askGateway(signal: AbortSignal): Promise<OnlineReport['gateway']> {
  const address = await defaultGateway();
  if (address === null) return null;
  const met = await systemPing(address, 1000, signal);
  return { address, ms: 'ms' in met ? Math.round(met.ms) : null };
}
