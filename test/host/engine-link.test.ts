import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { createEngineLink, type EngineLink, type EngineState } from '../../electron/host/engine-link.ts';
import type { Envelope } from '../../shared/procedure.ts';
import { forkEngine } from '../support/engine-child.ts';
import { noKeychain } from '../../electron/engine/platform/keychain.ts';

const kills = 200;
const pendingLimitMs = 1000;
const backLimitMs = 1500;
const stallMs = 150;

interface Bench {
  readonly link: EngineLink;
  readonly states: EngineState[];
  child(): ChildProcess;
  /** Resolves when the engine is ready and, where given, `since` states have gone by. */
  ready(since?: number): Promise<void>;
}

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function openBench(options: { crashLimit?: boolean } = {}): Bench {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'techbench-link-'));
  folders.push(dataDir);
  const states: EngineState[] = [];
  const waiting: { since: number; resolve: () => void }[] = [];
  let child: ChildProcess | undefined;
  let elapsed = 0;
  const link = createEngineLink({
    fork: () =>
      forkEngine((started) => {
        child = started;
      }),
    options: {
      dataDir,
      version: '0.0.0',
      http: { host: '127.0.0.1', port: 0, strictPort: false },
      sample: false,
    },
    // A minute between two crashes, unless the crash limit itself is the subject.
    keychain: noKeychain,
    monotonic: () => (elapsed += options.crashLimit ? 1 : 60_000),
    onPush: () => {},
    onState: (state) => {
      states.push(state);
      if (state.state !== 'ready') return;
      for (const { since, resolve } of waiting.splice(0)) {
        if (states.length > since) resolve();
      }
    },
    log: () => {},
  });
  return {
    link,
    states,
    child: () => child!,
    ready: (since = 0) =>
      new Promise((resolve) => {
        if (link.state().state === 'ready' && states.length > since) resolve();
        else waiting.push({ since, resolve });
      }),
  };
}

/** How long this process itself was kept from running, at the longest, since it was last asked. */
function watchStalls(): { longest(): number; stop(): void } {
  const everyMs = 10;
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - everyMs);
    last = now;
  }, everyMs);
  return {
    longest() {
      const found = longest;
      longest = 0;
      return found;
    },
    stop: () => clearInterval(timer),
  };
}

async function ask(link: EngineLink, name: string, input: unknown = {}): Promise<Envelope> {
  return JSON.parse(await link.call(name, input)) as Envelope;
}

function address(bench: Bench): string | null {
  const state = bench.link.state();
  return state.state === 'ready' ? state.report.address : null;
}

describe('the link to the engine', () => {
  it('holds calls made while the engine starts and answers them', async () => {
    const bench = openBench();
    bench.link.start();
    assert.equal(bench.link.state().state, 'starting');
    const envelope = await ask(bench.link, 'system.status');
    assert.ok(envelope.ok);
    await bench.link.stop();
  });

  it('passes on failures with their code', async () => {
    const bench = openBench();
    bench.link.start();
    const envelope = await ask(bench.link, 'tickets.get', { id: 999_999 });
    assert.equal(envelope.ok ? 'ok' : envelope.error.code, 'not_found');
    await bench.link.stop();
  });

  it(`survives ${kills} kills under load: pending calls fail cleanly, the engine is back on its port`, async (t) => {
    const bench = openBench();
    bench.link.start();
    await bench.ready();
    const home = address(bench);
    const pendingMs: number[] = [];
    const backs: { ms: number; stalledMs: number }[] = [];
    const stalls = watchStalls();
    const codes = new Map<string, number>();
    for (let kill = 0; kill < kills; kill += 1) {
      const load = Array.from({ length: 20 }, (_, n) =>
        ask(
          bench.link,
          n % 2 ? 'system.status' : 'drafts.save',
          n % 2 ? {} : { key: `reply:${n}`, text: `kill ${kill}` },
        ),
      );
      // Some calls have been answered by then, some are on their way.
      await new Promise((resolve) => setTimeout(resolve, kill % 12));
      const seen = bench.states.length;
      const killedAt = performance.now();
      bench.child().kill('SIGKILL');
      for (const envelope of await Promise.all(load)) {
        const code = envelope.ok ? 'ok' : envelope.error.code;
        codes.set(code, (codes.get(code) ?? 0) + 1);
      }
      pendingMs.push(performance.now() - killedAt);
      await bench.ready(seen);
      backs.push({ ms: performance.now() - killedAt, stalledMs: stalls.longest() });
      assert.equal(address(bench), home);
    }
    stalls.stop();
    t.diagnostic(`answers: ${JSON.stringify(Object.fromEntries(codes))}`);
    t.diagnostic(`pending settled after at most ${Math.round(Math.max(...pendingMs))} ms`);
    t.diagnostic(`ready again after at most ${Math.round(Math.max(...backs.map(({ ms }) => ms)))} ms`);
    assert.deepEqual(
      [...codes.keys()].filter((code) => code !== 'ok' && code !== 'engine_restarting'),
      [],
    );
    assert.ok((codes.get('engine_restarting') ?? 0) >= kills, 'the kills hit calls that were pending');
    assert.ok(Math.max(...pendingMs) <= pendingLimitMs, `${Math.max(...pendingMs)} ms`);
    // Only a machine that stood still for this test too excuses a late return, and not often.
    const late = backs.filter(({ ms }) => ms > backLimitMs);
    const said = late.map(({ ms, stalledMs }) => `${Math.round(ms)} ms (stalled ${Math.round(stalledMs)})`);
    assert.ok(
      late.every(({ stalledMs }) => stalledMs > stallMs) && late.length <= kills * 0.02,
      `late: ${said.join(', ')}`,
    );
    const status = await ask(bench.link, 'system.status');
    assert.ok(status.ok);
    await bench.link.stop();
  });

  it('leaves a call pending for ever when nobody watches the process (control)', async () => {
    const child = forkEngine();
    const answered = new Promise<string>((resolve) =>
      child.onMessage((message) => message.kind === 'result' && resolve('answered')),
    );
    child.kill();
    child.send({ kind: 'call', id: 1, path: 'system.status', input: {} });
    const patience = new Promise<string>((resolve) =>
      setTimeout(() => resolve('still pending'), pendingLimitMs),
    );
    assert.equal(await Promise.race([answered, patience]), 'still pending');
  });

  it('stops after five crashes within a minute, says why, and starts again when asked', async () => {
    const bench = openBench({ crashLimit: true });
    bench.link.start();
    for (let crash = 1; crash <= 5; crash += 1) {
      await bench.ready(bench.states.length === 0 ? 0 : bench.states.length - 1);
      const gone = new Promise((resolve) => bench.child().once('exit', resolve));
      bench.child().kill('SIGKILL');
      await gone;
    }
    const stopped = bench.link.state();
    assert.equal(stopped.state, 'stopped');
    assert.match(stopped.detail ?? '', /5 times within a minute/);
    const refused = await ask(bench.link, 'system.status');
    assert.equal(refused.ok ? 'ok' : refused.error.code, 'unavailable');
    const seen = bench.states.length;
    bench.link.restart();
    await bench.ready(seen);
    assert.ok((await ask(bench.link, 'system.status')).ok);
    await bench.link.stop();
  });

  it('does not try again when the engine says why it cannot start', async () => {
    const first = openBench();
    first.link.start();
    await first.ready();
    const status = await ask(first.link, 'system.status');
    const { dataDir } = (status.ok ? status.value : {}) as { dataDir: string };
    let forks = 0;
    const states: EngineState[] = [];
    const second = createEngineLink({
      fork: () => {
        forks += 1;
        return forkEngine();
      },
      options: { dataDir, version: '0.0.0', http: null, sample: false },
      keychain: noKeychain,
      monotonic: () => performance.now(),
      onPush: () => {},
      onState: (state) => void states.push(state),
      log: () => {},
    });
    second.start();
    const refused = await ask(second, 'system.status');
    assert.equal(refused.ok ? 'ok' : refused.error.code, 'unavailable');
    assert.match(refused.ok ? '' : refused.error.message, /in use by another Techbench engine/);
    assert.equal(forks, 1);
    await first.link.stop();
  });

  it('takes the next port, and says so, where another program took its own during a restart', async () => {
    const bench = openBench();
    bench.link.start();
    await bench.ready();
    const port = Number(new URL(address(bench)!).port);
    const child = bench.child();
    const seen = bench.states.length;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    const squatter = createServer();
    await gone;
    squatter.listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    try {
      await bench.ready(seen);
      const status = await ask(bench.link, 'system.status');
      const { portTaken } = (status.ok ? status.value : {}) as { portTaken: number | null };
      assert.equal(portTaken, port);
      assert.notEqual(Number(new URL(address(bench)!).port), port);
    } finally {
      await bench.link.stop();
      squatter.close();
    }
  });

  it('knows the address that the API was moved to, and keeps its port over a crash', async () => {
    const bench = openBench();
    bench.link.start();
    await bench.ready();
    const before = address(bench);
    const moved = await ask(bench.link, 'localApi.listenAt', { port: 0 });
    assert.ok(moved.ok);
    const after = (moved.value as { address: string }).address;
    assert.notEqual(after, before);
    assert.equal(address(bench), after);
    const seen = bench.states.length;
    bench.child().kill('SIGKILL');
    await bench.ready(seen);
    assert.equal(address(bench), after);
    await bench.link.stop();
  });

  it('lets the engine close its database when it stops', async () => {
    const bench = openBench();
    bench.link.start();
    await bench.ready();
    const child = bench.child();
    await bench.link.stop();
    assert.equal(child.exitCode, 0);
    const after = await ask(bench.link, 'system.status');
    assert.ok(!after.ok);
  });

  it('ends an engine that does not', async () => {
    const bench = openBench();
    bench.link.start();
    await bench.ready();
    const child = bench.child();
    child.kill('SIGSTOP');
    await bench.link.stop(200);
    assert.equal(child.signalCode, 'SIGKILL');
  });
});
