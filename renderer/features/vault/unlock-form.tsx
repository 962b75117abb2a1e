import { LockOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { VaultStatus } from '../../../shared/vault.ts';
import { Button } from '../../components/button.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { useActions } from '../../lib/actions.ts';
import { putAnswer } from '../../lib/answers.ts';
import { client } from '../../lib/client.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { isWished } from './lock-words.ts';
import styles from './vault-gate.module.css';

/** The way in: a passphrase where the vault has one, else one key. */
export function UnlockForm({ status }: { status: Extract<VaultStatus, { state: 'locked' }> }) {
  const [passphrase, setPassphrase] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const submit = useSubmit();
  const canTry = status.needsPassphrase ? passphrase !== '' : status.retry || isWished(status.reason);
  const unlock = () => {
    if (!canTry || submit.busy) return;
    void submit.run(async () => {
      // A passphrase is not kept a moment longer than its way to the engine takes.
      setPassphrase('');
      const opened = await client.vault.unlock(status.needsPassphrase ? { passphrase } : {});
      putAnswer('vault.status', {}, opened);
    });
  };
  useEffect(() => field.current?.focus(), []);
  useActions([
    {
      id: 'vault.unlock',
      name: 'Unlock the vault',
      group: 'Vault',
      keys: ['enter'],
      when: () => canTry,
      run: unlock,
    },
  ]);
  return (
    <form
      className={styles['form']}
      aria-label="Unlock the vault"
      onSubmit={(event) => {
        event.preventDefault();
        unlock();
      }}
    >
      {status.needsPassphrase && (
        <PasswordField
          ref={field}
          label="Passphrase"
          value={passphrase}
          error={submit.problem ?? undefined}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      )}
      {!status.needsPassphrase && submit.problem !== null && <p role="alert">{submit.problem}</p>}
      {(canTry || status.needsPassphrase) && (
        <div className={styles['formActions']}>
          <Button
            variant="primary"
            type="submit"
            icon={LockOpen}
            keys="enter"
            disabled={!canTry || submit.busy}
          >
            {isWished(status.reason) ? 'Unlock' : 'Try again'}
          </Button>
        </div>
      )}
    </form>
  );
}
