import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { VaultStatus } from '../../shared/vault.ts';
import { eventually } from '../support/patience.ts';
import { launchTechbench, type TechbenchWindow } from '../support/techbench-window.ts';

/** The real keychain service of the session (gnome-keyring), through main and the engine's process. */
describe('the vault in the application', () => {
  let userData: string;
  let techbench: TechbenchWindow;
  before(async () => {
    userData = await mkdtemp(path.join(tmpdir(), 'techbench-vault-'));
    techbench = await launchTechbench({ userData });
    await techbench.api();
  });
  after(async () => {
    await techbench.close();
    await rm(userData, { recursive: true, force: true });
  });

  async function opened(): Promise<VaultStatus> {
    let status: VaultStatus | undefined;
    await eventually(async () => {
      status = await techbench.call<VaultStatus>('vault.status');
      return status.state !== 'opening' && !(status.state === 'locked' && status.reason === 'not_tried');
    }, 'the keychain was asked');
    return status!;
  }

  it('is made with the keychain of the desktop, without a question', async () => {
    const status = await opened();
    assert.equal(status.state, 'unlocked', JSON.stringify(status));
    assert.equal(status.protection, 'keychain');
  });

  it('locks when the screen is locked and opens by the keychain again', async () => {
    await techbench.call('entries.create', { title: 'Router', password: 'over the hills' });
    await techbench.app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'));
    await assert.rejects(techbench.call('entries.list'), /locked/);
    const locked = await techbench.call<VaultStatus>('vault.status');
    assert.equal(locked.state === 'locked' && locked.reason, 'screen_locked');
    const again = await techbench.call<VaultStatus>('vault.unlock');
    assert.equal(again.state === 'unlocked' && again.entries, 1);
  });

  it('stays locked over a restart, as it was left, and opens with its contents', async () => {
    await techbench.close();
    techbench = await launchTechbench({ userData });
    const status = await opened();
    assert.equal(status.state === 'locked' && status.reason, 'quit', JSON.stringify(status));
    const again = await techbench.call<VaultStatus>('vault.unlock');
    assert.equal(again.state === 'unlocked' && again.entries, 1);
    const { password } = await techbench.call<{ password: string }>('entries.reveal', {
      id: 1,
      parts: ['password'],
    });
    assert.equal(password, 'over the hills');
  });
});
