import { createEngine } from '../../electron/engine/engine.ts';
import { systemClock } from '../../electron/engine/platform/clock.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { testKeychain } from '../support/keychain.ts';
import type { RevealedWebhook } from '../../shared/webhook.ts';

/** An engine in a process of its own that takes in or sends what the bench asks for. */
const [dataDir, hookSecret] = process.argv.slice(2) as [string, string];
const engine = createEngine({
  dataDir,
  version: '0.0.0-bench',
  clock: systemClock,
  log: silentLog,
  http: { host: '127.0.0.1', port: 0, strictPort: false },
  push: () => {},
  keychain: testKeychain(),
  unattended: true,
  insecureLoopback: true,
});
const call = (name: string, input: unknown) => engine.call(engine.consoleCaller(), name, input);
engine.ensureWorkspace();
await engine.openVault();
const made = (await call('connections.create', { kind: 'oneclickit', hookSecret })) as {
  connection: { hookPath: string };
};
const { address } = await engine.start();

const memory = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
};

/** Queues so many deliveries for a receiver while it is off, and lets them go. */
async function send({ url, count }: { url: string; count: number }): Promise<number> {
  const { webhook } = (await call('webhooks.create', { url, events: ['ticket.created'] })) as RevealedWebhook;
  for (let n = 0; n < count; n += 1) {
    await call('tickets.create', { subject: `Ticket ${n}`, description: 'Queued' });
  }
  return webhook.id;
}

process.on('message', (question: { name: 'memory' } | { name: 'send'; url: string; count: number }) => {
  if (question.name === 'memory') process.send?.({ memory: memory() });
  else void send(question).then((webhookId) => process.send?.({ webhookId }));
});
process.on('SIGTERM', () => void engine.stop().then(() => process.exit(0)));
process.send?.({ url: address, hookPath: made.connection.hookPath });
