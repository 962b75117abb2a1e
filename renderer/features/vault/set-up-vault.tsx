import { Vault } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { CheckField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { putAnswer } from '../../lib/answers.ts';
import { client } from '../../lib/client.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import styles from './vault-gate.module.css';

type Way = 'keychain' | 'passphrase' | 'memory';

/** There is no vault, because nothing was found to protect it with: whoever sits here chooses what to do instead. */
export function SetUpVault({ detail }: { detail: string }) {
  const [way, setWay] = useState<Way>('passphrase');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [agreed, setAgreed] = useState(false);
  const submit = useSubmit();
  const mismatch = again !== '' && again !== passphrase;
  const ready =
    way === 'keychain' ||
    (way === 'memory' && agreed) ||
    (way === 'passphrase' && passphrase.length >= 8 && again === passphrase && agreed);
  const make = () =>
    void submit.run(async () => {
      const made = await client.vault.setUp({
        protection: way,
        ...(way === 'passphrase' ? { passphrase } : {}),
      });
      setPassphrase('');
      setAgain('');
      putAnswer('vault.status', {}, made);
    });
  return (
    <EmptyState
      icon={Vault}
      title="Choose what protects the vault"
      action={
        <form
          className={styles['choices']}
          aria-label="Set up the vault"
          onSubmit={(event) => {
            event.preventDefault();
            if (ready && !submit.busy) make();
          }}
        >
          <RadioGroup
            label="Protected by"
            options={[
              ['keychain', 'The keychain, tried again'],
              ['passphrase', 'A passphrase'],
              ['memory', 'Nothing, until Techbench ends'],
            ]}
            value={way}
            onChange={(next) => {
              setWay(next);
              setAgreed(false);
            }}
          />
          {way === 'passphrase' && (
            <>
              <PasswordField
                label="Passphrase"
                hint="At least 8 characters; five words that do not belong together are better."
                value={passphrase}
                onChange={(event) => setPassphrase(event.target.value)}
              />
              <PasswordField
                label="Passphrase once more"
                value={again}
                error={mismatch ? 'is not the same' : undefined}
                onChange={(event) => setAgain(event.target.value)}
              />
              <CheckField
                label="I keep it where I find it again"
                hint="Nobody can open the vault without it, and nothing can bring it back."
                checked={agreed}
                onChange={(event) => setAgreed(event.target.checked)}
              />
            </>
          )}
          {way === 'memory' && (
            <CheckField
              label="I know that it will be lost"
              hint="Everything put into the vault is gone when Techbench ends, or when its engine starts again."
              checked={agreed}
              onChange={(event) => setAgreed(event.target.checked)}
            />
          )}
          {submit.problem !== null && (
            <Notice tone="bad" title="There is no vault yet">
              {submit.problem}
            </Notice>
          )}
          <div className={styles['formActions']}>
            <Button variant="primary" type="submit" disabled={!ready || submit.busy}>
              Set up the vault
            </Button>
          </div>
        </form>
      }
    >
      {detail}
    </EmptyState>
  );
}
