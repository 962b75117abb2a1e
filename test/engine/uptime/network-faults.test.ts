import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import {
  createNetworkNamespaces,
  whyNoNamespaces,
  type NetworkNamespaces,
} from '../../support/network-namespaces.ts';
import type { FarSide } from './far-side.ts';
import type { Watching } from './watching-child.ts';

const monitors = 50;
const fixtures = path.resolve(import.meta.dirname, '../../fixtures/tls');
const script = (name: string): string => path.resolve(import.meta.dirname, name);

/** T20 over the kernel's own network: two machines, a cable that is pulled, a hotel's sign-in page, names that are lost. */
describe('a network of its own that fails', { skip: whyNoNamespaces() }, () => {
  let network: NetworkNamespaces;
  let far: ChildProcess;
  let guarded: ChildProcess;
  let unguarded: ChildProcess;
  const folders: string[] = [];

  async function start(where: 'near' | 'far', name: string, ...given: string[]): Promise<ChildProcess> {
    const trusted = { NODE_EXTRA_CA_CERTS: path.join(fixtures, 'certificate.pem') };
    const child = network.run(where, script(name), given, trusted);
    await once(child, 'message');
    return child;
  }

  function watch(kind: 'guarded' | 'unguarded'): Promise<ChildProcess> {
    const folder = mkdtempSync(path.join(tmpdir(), 'techbench-test-'));
    folders.push(folder);
    return start('near', 'watching-child.ts', folder, network.farAddress, kind);
  }

  async function look(child = guarded): Promise<Watching> {
    const answer = once(child, 'message');
    child.send('look');
    return (await answer)[0] as Watching;
  }

  async function becomes(state: FarSide): Promise<void> {
    const answer = once(far, 'message');
    far.send(state);
    await answer;
  }

  async function until(what: string, holds: (now: Watching) => boolean, child = guarded): Promise<Watching> {
    for (let tries = 0; tries < 400; tries += 1) {
      const now = await look(child);
      if (holds(now)) return now;
      await wait(100);
    }
    assert.fail(`never ${what}: ${JSON.stringify(await look(child))}`);
  }

  /** The fault lasts until it was noticed, and on; then checks begin anew. */
  async function livesThrough(begin: () => unknown, end: () => unknown): Promise<void> {
    const before = await look();
    await begin();
    await until('offline', ({ offline }) => offline);
    await wait(700);
    assert.equal((await look()).told, before.told, 'nobody is told of an outage');
    await end();
    await until('online', ({ offline }) => !offline);
    const after = await until('judging again', ({ up }) => up >= monitors / 4);
    assert.equal(after.told, before.told, 'nor afterwards');
    assert.equal(after.notices, before.notices + 1, 'one notice');
  }

  before(async () => {
    network = createNetworkNamespaces();
    far = await start('far', 'far-side.ts', network.farAddress);
    [guarded, unguarded] = await Promise.all([watch('guarded'), watch('unguarded')]);
    await until('all up', ({ up }) => up === monitors);
  });
  after(async () => {
    for (const child of [guarded, unguarded]) child.kill('SIGCONT');
    for (const child of [guarded, unguarded]) {
      child.send('stop');
      await once(child, 'exit');
    }
    far.kill();
    network.remove();
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it('alarms nobody while the cable is out; without the guard it would', async () => {
    await until('up without the guard', ({ up }) => up === monitors, unguarded);
    const before = await look(unguarded);
    await livesThrough(
      () => network.plug(false),
      () => network.plug(true),
    );
    assert.ok((await look(unguarded)).told > before.told, 'these tests would notice');
    unguarded.kill('SIGSTOP');
  });

  it('alarms nobody of fifty monitors in thirty losses of the cable, all but the last too short to be sure of', async () => {
    const before = await until('all up', ({ up }) => up === monitors);
    for (let trial = 0; trial < 30; trial += 1) {
      network.plug(false);
      if (trial < 29) await wait(50 + ((trial * 7) % 30) * 25);
      else await until('offline', ({ offline }) => offline);
      network.plug(true);
      await wait(150 + ((trial * 11) % 30) * 15);
    }
    const after = await until('all up again', ({ up, offline }) => up === monitors && !offline);
    assert.equal(after.told, before.told);
    assert.ok(after.notices <= before.notices + 30, 'none was told twice');
  });

  for (const portal of ['portal_page', 'portal_redirect'] as const) {
    it(`alarms nobody behind a sign-in page (${portal})`, () =>
      livesThrough(
        () => becomes(portal),
        () => becomes('well'),
      ));
  }

  it('alarms nobody while no name resolves', () =>
    livesThrough(
      () => becomes('no_names'),
      () => becomes('well'),
    ));

  it('alarms nobody after the process was stopped', async () => {
    const before = await look();
    guarded.kill('SIGSTOP');
    await wait(3000);
    guarded.kill('SIGCONT');
    const wokeAt = (await look()).lookedAt ?? 0;
    const after = await until(
      'all looked at again',
      ({ up, lookedAt }) => up === monitors && (lookedAt ?? 0) > wokeAt,
    );
    assert.equal(after.told, before.told);
  });

  it('still tells a real outage of every one of them', async () => {
    const before = await until('all up', ({ up }) => up === monitors);
    await becomes('sites_down');
    await until('all told', ({ told }) => told === before.told + monitors);
  });
});
