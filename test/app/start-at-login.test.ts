import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { applyStartAtLogin } from '../../electron/app/start-at-login.ts';

type App = Parameters<typeof applyStartAtLogin>[0];

describe(
  'starting with the session',
  { skip: process.platform !== 'linux' && 'Electron does it there' },
  () => {
    let home: string;
    before(() => {
      home = mkdtempSync(path.join(tmpdir(), 'techbench-test-'));
    });
    after(() => rmSync(home, { recursive: true }));

    const app = (isPackaged: boolean) => ({ isPackaged, getPath: () => home }) as unknown as App;
    const entry = () => path.join(home, 'autostart', 'techbench.desktop');

    it('is not for what is started from its sources', () => {
      applyStartAtLogin(app(false), true);
      assert.equal(existsSync(entry()), false);
    });

    it('begins hidden, and ends when it is not wished any more', () => {
      applyStartAtLogin(app(true), true);
      assert.match(readFileSync(entry(), 'utf8'), /^Exec=".+" --hidden$/m);
      applyStartAtLogin(app(true), false);
      assert.equal(existsSync(entry()), false);
      applyStartAtLogin(app(true), false);
    });
  },
);
