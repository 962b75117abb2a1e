import { Lock } from 'lucide-react';
import type { VaultSettings as Settings, VaultStatus } from '../../../shared/vault.ts';
import { Button } from '../../components/button.tsx';
import { CheckField, SelectField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { settingGroup } from '../../components/setting-group.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { putAnswer } from '../../lib/answers.ts';
import { showFailure } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { lockVault } from '../../lib/vault-lock.ts';
import { BreachComparison } from './breach-comparison.tsx';
import { lockTitles } from './lock-words.ts';
import { ExportForm } from './export-form.tsx';
import { HotkeyField } from './hotkey-field.tsx';
import { KeyRotation } from './key-rotation.tsx';
import { ProtectionForm } from './protection-form.tsx';
import styles from './vault-settings.module.css';

const minutes = [1, 2, 5, 10, 15, 30, 60, 120, 480];

/** When the vault locks by itself, and what opens it. */
export function VaultSettings() {
  const status = useAnswer('vault', 'status', {});
  if (status.status === 'loading') return <Skeleton rows={6} label="Asking for the vault" />;
  if (!status.value) {
    return (
      <Notice tone="bad" title="The vault did not answer">
        {status.error.message}
      </Notice>
    );
  }
  return (
    <>
      <State status={status.value} />
      <Locking settings={status.value.settings} />
      <HotkeyField />
      <BreachComparison />
      {status.value.state === 'unlocked' && status.value.protection !== null && (
        <>
          <ProtectionForm key={status.value.protection} protection={status.value.protection} />
          <KeyRotation protection={status.value.protection} />
          <ExportForm />
        </>
      )}
    </>
  );
}

function State({ status }: { status: VaultStatus }) {
  if (status.state === 'unlocked') {
    return (
      <div className={styles['line']}>
        {status.protection === 'memory' ? (
          <span>
            The vault is open, in memory only: what is in it ends with Techbench. Below it can be kept.
          </span>
        ) : (
          <>
            <span>The vault is open.</span>
            <Button icon={Lock} keys="mod+l" onClick={() => void lockVault()}>
              Lock now
            </Button>
          </>
        )}
      </div>
    );
  }
  if (status.state === 'opening') return <p>The vault is being opened.</p>;
  return (
    <div className={settingGroup}>
      <Notice tone="info" title={lockTitles[status.reason]}>
        {status.detail} What opens it can be changed while it is open.
      </Notice>
    </div>
  );
}

function Locking({ settings }: { settings: Settings }) {
  const set = (patch: Partial<Settings>) => {
    client.vault.configure(patch).then(
      (status) => putAnswer('vault.status', {}, status),
      (error: unknown) => showFailure(`The setting was not kept: ${errorMessage(error)}`),
    );
  };
  const check = (name: 'lockWithScreen' | 'lockOnSuspend' | 'lockOnQuit', label: string, hint?: string) => (
    <CheckField
      label={label}
      hint={hint}
      checked={settings[name]}
      onChange={(event) => set({ [name]: event.target.checked })}
    />
  );
  return (
    <div className={settingGroup}>
      <SelectField
        label="Lock when nobody uses Techbench"
        className={styles['short']}
        value={String(settings.lockAfterMinutes)}
        onChange={({ target }) =>
          set({ lockAfterMinutes: target.value === 'null' ? null : Number(target.value) })
        }
      >
        {[...new Set([...minutes, settings.lockAfterMinutes ?? 10])]
          .toSorted((a, b) => a - b)
          .map((count) => (
            <option key={count} value={count}>
              {count < 60 ? `after ${count} min` : `after ${count / 60} h`}
            </option>
          ))}
        <option value="null">never</option>
      </SelectField>
      {check('lockWithScreen', 'Lock when the screen is locked')}
      {check('lockOnSuspend', 'Lock when the machine goes to sleep')}
      {check(
        'lockOnQuit',
        'Find it locked after a new start',
        'Without this, a start opens it where the keychain alone can.',
      )}
    </div>
  );
}
