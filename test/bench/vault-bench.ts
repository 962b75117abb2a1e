import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEngine } from '../../electron/engine/engine.ts';
import { systemClock } from '../../electron/engine/platform/clock.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { createCodeMaker } from '../../electron/engine/vault/one-time-code/code-maker.ts';
import { encodeBase32 } from '../../electron/engine/vault/one-time-code/base32.ts';
import { testKeychain } from '../support/keychain.ts';
import { timeCalls, type Figure } from './measure.ts';

const entries = 5000;
const withCode = 1000;

/** A vault of 5,000 logins, a fifth of them with a code, as it is imported, opened, searched and shown. */
export async function measureVault(): Promise<Figure[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bench-vault-'));
  const engine = createEngine({
    dataDir,
    version: '0.0.0-bench',
    clock: systemClock,
    log: silentLog,
    http: null,
    push: () => {},
    keychain: testKeychain(),
    unattended: true,
  });
  const call = (name: string, input: unknown = {}) => engine.call(engine.consoleCaller(), name, input);
  try {
    engine.ensureWorkspace();
    await engine.openVault();
    const file = path.join(dataDir, 'logins.json');
    writeFileSync(file, JSON.stringify({ encrypted: false, folders: [], items: logins() }));
    const { fileId } = engine.openImportFile(file);
    const imported = await timed(() => call('imports.commit', { fileId }));

    await call('vault.lock');
    const unlocked = await timed(() => call('vault.unlock'));
    const shown = await timed(() => call('codes.list'));
    // Step after step, as a screen asks: what was the next code is there already.
    const made = await timeCalls(50, (run) => call('codes.list', { at: 1_000_000_000_000 + run * 30_000 }));
    const makers = Array.from({ length: withCode }, () =>
      createCodeMaker({ ...usualCode, secret: randomBytes(20) }),
    );
    const recomputed = await timeCalls(50, (run) => {
      for (const maker of makers) maker.at(1_000_000_000_000 + run * 30_000);
    });
    const words = ['acme', 'router 42', 'user17', '"login 9"', 'fire -acme'];
    const found = await timeCalls(100, (run) =>
      call('entries.list', { search: words[run % words.length], limit: 50 }),
    );
    const health = await timeCalls(20, () => call('entries.health'));
    const of = `${entries.toLocaleString('en')} entries`;
    return [
      { name: `vault: import of ${of}`, value: imported, unit: 'ms', limit: { atMost: 3000 } },
      { name: `vault: unlocked, ${of}`, value: unlocked, unit: 'ms' },
      { name: `vault: ${withCode} codes after that`, value: shown, unit: 'ms', limit: { atMost: 300 } },
      {
        name: `vault: ${withCode} codes recomputed`,
        value: recomputed.p50,
        unit: 'ms',
        limit: { atMost: 5 },
      },
      { name: `vault: their list at another step`, value: made.p50, unit: 'ms' },
      { name: `vault: search, ${of}, p95`, value: found.p95, unit: 'ms', limit: { atMost: 16 } },
      { name: `vault: health, ${of}, p95`, value: health.p95, unit: 'ms', limit: { atMost: 16 } },
    ];
  } finally {
    await engine.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const usualCode = {
  type: 'totp',
  issuer: 'Acme',
  account: 'admin',
  algorithm: 'SHA1',
  digits: 6,
  period: 30,
} as const;

function logins(): object[] {
  return Array.from({ length: entries }, (_, n) => ({
    type: 1,
    name: `Login ${n} ${['router', 'firewall', 'portal', 'server'][n % 4]}`,
    notes: `rack ${n % 40}`,
    favorite: n % 100 === 0,
    login: {
      username: `user${n}`,
      password: `${randomBytes(9).toString('base64')}${n % 50}`,
      uris: [{ uri: `https://host${n}.${n % 2 ? 'acme' : 'globex'}.example/` }],
      ...(n % (entries / withCode) === 0 && { totp: encodeBase32(randomBytes(20)) }),
    },
  }));
}
