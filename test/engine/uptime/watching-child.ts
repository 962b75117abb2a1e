import { createEngine } from '../../../electron/engine/engine.ts';
import { silentLog } from '../../../electron/engine/platform/log.ts';
import type { OnlineReport } from '../../../shared/uptime.ts';

/** What is told of a moment. */
export interface Watching {
  readonly offline: boolean;
  readonly up: number;
  /** Outages that people were told of so far. */
  readonly told: number;
  /** Notices that this machine went offline, so far. */
  readonly notices: number;
  /** When the check lies that is the oldest of the last ones; null while one was never checked. Epoch ms. */
  readonly lookedAt: number | null;
}

// An engine that watches over real sockets, with time four times as fast: what is seconds in its rules is quarters here.
const speed = 4;
const [dataDir = '', address = '', guarded = ''] = process.argv.slice(2);
const monitors = 50;
const began = performance.now();
const beganAt = Date.now();
const passed = (): number => (performance.now() - began) * speed;
let told = 0;
let notices = 0;
let wasOffline = false;

const always: OnlineReport = {
  at: 0,
  online: true,
  reason: null,
  targets: [],
  namesResolve: null,
  gateway: null,
};
const engine = createEngine({
  dataDir,
  version: '0.0.0-test',
  clock: { now: () => Math.floor(beganAt + passed()), monotonic: passed },
  log: silentLog,
  http: null,
  unattended: true,
  push(event) {
    if (event.type === 'outages') told += event.news.filter(({ kind }) => kind === 'down').length;
  },
  outside: {
    timers: {
      after(ms, work) {
        const timer = setTimeout(work, ms / speed);
        return () => clearTimeout(timer);
      },
    },
    // The negative control: nobody asks whether this machine itself is online.
    ...(guarded === 'unguarded' && { askOnline: () => Promise.resolve(always) }),
  },
});
const call = <T>(name: string, input: unknown): Promise<T> =>
  engine.call(engine.consoleCaller(), name, input) as Promise<T>;

engine.ensureWorkspace();
const target = { name: 'Target', host: address, port: 443, certificateName: 'receiver.test' };
await call('uptime.configure', { targets: [target], names: ['example.test'], gateway: false });
for (let index = 0; index < monitors; index += 1) {
  // Half of them by name.
  const host = index % 2 === 0 ? address : `site${index}.test`;
  await call('monitors.create', {
    name: `Site ${index}`,
    type: 'http',
    url: `http://${host}:8080/${index}`,
    keyword: 'well',
    interval: 5,
    retryInterval: 5,
    timeout: 2,
    retries: 0,
  });
}
await engine.start();

async function look(): Promise<Watching> {
  interface Overview {
    readonly offline: unknown;
    readonly counts: Readonly<Record<string, number>>;
  }
  const { offline, counts } = await call<Overview>('uptime.overview', {});
  const { rows } = await call<{ rows: { lastCheckedAt: number | null }[] }>('monitors.list', { limit: 100 });
  if (offline !== null && !wasOffline) notices += 1;
  wasOffline = offline !== null;
  const times = rows.map(({ lastCheckedAt }) => lastCheckedAt);
  const lookedAt = times.includes(null) ? null : Math.min(...(times as number[]));
  return { offline: wasOffline, up: counts['up'] ?? 0, told, notices, lookedAt };
}

process.on('message', (asked: 'look' | 'stop') => {
  if (asked === 'look') void look().then((watching) => process.send!(watching));
  else void engine.stop().then(() => process.disconnect());
});
process.send!('ready');
