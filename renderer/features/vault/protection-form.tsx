import { useState } from 'react';
import type { VaultProtection } from '../../../shared/vault.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { settingGroup, settingNote } from '../../components/setting-group.ts';
import { putAnswer } from '../../lib/answers.ts';
import { client } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { useSubmit } from '../../lib/use-submit.ts';

type Kept = Exclude<VaultProtection, 'memory'>;

const hints: Readonly<Record<Kept, string>> = {
  keychain: 'Opens with your sign-in to this machine.',
  keychain_and_passphrase:
    'Needs your sign-in and a passphrase each time: a copied disk and a known passphrase are not enough.',
  passphrase: 'Needs the passphrase each time and nothing of this machine.',
};

const hasPassphrase = (protection: VaultProtection) => protection !== 'keychain' && protection !== 'memory';

/** Changes what opens the vault; what is in it is not sealed anew for that. */
export function ProtectionForm({ protection }: { protection: VaultProtection }) {
  const [wanted, setWanted] = useState<Kept>(protection === 'memory' ? 'keychain' : protection);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const submit = useSubmit();
  const needsNew = hasPassphrase(wanted);
  const changesWay = wanted !== protection;
  const ready =
    (!hasPassphrase(protection) || current !== '') &&
    (needsNew ? next.length >= 8 && next === again : changesWay);
  const send = () =>
    void submit.run(async () => {
      const changed = await client.vault.protect({
        protection: wanted,
        ...(hasPassphrase(protection) ? { currentPassphrase: current } : {}),
        ...(needsNew ? { passphrase: next } : {}),
      });
      setCurrent('');
      setNext('');
      setAgain('');
      putAnswer('vault.status', {}, changed);
      showToast('What opens the vault was changed');
    });
  return (
    <form
      className={settingGroup}
      aria-label="What opens the vault"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !submit.busy) send();
      }}
    >
      <RadioGroup
        label="Opened by"
        options={[
          ['keychain', 'Keychain'],
          ['keychain_and_passphrase', 'Keychain and passphrase'],
          ['passphrase', 'Passphrase'],
        ]}
        value={wanted}
        onChange={setWanted}
      />
      <p className={settingNote}>{hints[wanted]}</p>
      {hasPassphrase(protection) && (changesWay || next !== '') && (
        <PasswordField
          label="Passphrase now"
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
      )}
      {needsNew && (
        <>
          <PasswordField
            label="New passphrase"
            hint="At least 8 characters. Nobody can open the vault without it."
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
          <PasswordField
            label="New passphrase once more"
            value={again}
            error={again !== '' && again !== next ? 'is not the same' : undefined}
            onChange={(event) => setAgain(event.target.value)}
          />
        </>
      )}
      {submit.problem !== null && (
        <Notice tone="bad" title="Not changed">
          {submit.problem}
        </Notice>
      )}
      <div>
        <Button type="submit" disabled={!ready || submit.busy}>
          Change what opens it
        </Button>
      </div>
    </form>
  );
}
