import { useState } from 'react';
import type { VaultProtection } from '../../../shared/vault.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { settingGroup, settingHeading, settingNote } from '../../components/setting-group.ts';
import { client } from '../../lib/client.ts';
import { plural } from '../../lib/format.ts';
import { showToast } from '../../lib/toasts.ts';
import { useSubmit } from '../../lib/use-submit.ts';

/** A new key for everything in the vault: for when somebody may have had the old one. */
export function KeyRotation({ protection }: { protection: VaultProtection }) {
  const asks = protection === 'passphrase' || protection === 'keychain_and_passphrase';
  const [passphrase, setPassphrase] = useState('');
  const submit = useSubmit();
  const rotate = () =>
    void submit.run(async () => {
      const { sealed } = await client.vault.rotateKey(asks ? { passphrase } : {});
      setPassphrase('');
      showToast(`${plural(sealed, 'value')} sealed with a new key`);
    });
  return (
    <div className={settingGroup}>
      <h3 className={settingHeading}>Key of the vault</h3>
      <p className={settingNote}>
        Everything is sealed again with a new key, all or nothing. Backups made before keep the old one.
      </p>
      {asks && (
        <PasswordField
          label="Passphrase for a new key"
          value={passphrase}
          onChange={(event) => setPassphrase(event.target.value)}
        />
      )}
      {submit.problem !== null && (
        <Notice tone="bad" title="The key was not changed">
          {submit.problem}
        </Notice>
      )}
      <div>
        <Button disabled={submit.busy || (asks && passphrase === '')} onClick={rotate}>
          Make a new key
        </Button>
      </div>
    </div>
  );
}
