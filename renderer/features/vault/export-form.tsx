import { useState } from 'react';
import type { VaultExportFormat } from '../../../shared/vault-file-format.ts';
import { Button } from '../../components/button.tsx';
import { CheckField, SelectField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { settingGroup, settingNote } from '../../components/setting-group.ts';
import { client } from '../../lib/client.ts';
import { askToConfirm } from '../../lib/confirmation.ts';
import { plural } from '../../lib/format.ts';
import { showToast } from '../../lib/toasts.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import styles from './vault-settings.module.css';

type Kind = 'sealed' | VaultExportFormat;

const hints: Readonly<Record<Kind, string>> = {
  sealed: 'Everything, as a Bitwarden file under a password of its own.',
  bitwarden: 'Everything, as a Bitwarden file that anybody can read.',
  otpauth: 'One-time codes alone, one address a line, that anybody can read.',
  csv: 'A table for a spreadsheet, that anybody can read.',
};

/** Takes entries out of the vault: everything for another program, or what a client is owed when it leaves. */
export function ExportForm() {
  const [kind, setKind] = useState<Kind>('sealed');
  const [organization, setOrganization] = useState('all');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [agreed, setAgreed] = useState(false);
  const organizations = useOrganizations();
  const submit = useSubmit();
  const isSealed = kind === 'sealed';
  const ready = isSealed ? password.length >= 8 && password === again : agreed;
  const send = () =>
    void submit.run(async () => {
      if (!(await askToConfirm('The export'))) return;
      const written = await client.shell.exportEntries({
        format: isSealed ? 'bitwarden' : kind,
        organizationId: organization === 'all' ? null : Number(organization),
        password: isSealed ? password : null,
      });
      if (!written) return;
      setPassword('');
      setAgain('');
      setAgreed(false);
      const left = written.leftOut === 0 ? '' : `, ${written.leftOut} without what the format holds left out`;
      showToast(`${plural(written.entries, 'entry', 'entries')} in ${written.name}${left}`);
    });
  return (
    <form
      className={settingGroup}
      aria-label="Export"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready && !submit.busy) send();
      }}
    >
      <RadioGroup
        label="Export"
        options={[
          ['sealed', 'Bitwarden, sealed'],
          ['bitwarden', 'Bitwarden'],
          ['otpauth', 'otpauth list'],
          ['csv', 'CSV'],
        ]}
        value={kind}
        onChange={(next) => {
          setKind(next);
          setAgreed(false);
        }}
      />
      <p className={settingNote}>{hints[kind]}</p>
      <SelectField
        label="Entries of"
        className={styles['short']}
        value={organization}
        onChange={(event) => setOrganization(event.target.value)}
      >
        <option value="all">all organizations</option>
        {organizations.all.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {isSealed ? (
        <>
          <PasswordField
            label="Password of the file"
            hint="At least 8 characters; whoever has the file can try as often as they like."
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
          <PasswordField
            label="Password of the file once more"
            value={again}
            error={again !== '' && again !== password ? 'is not the same' : undefined}
            onChange={(event) => setAgain(event.target.value)}
          />
        </>
      ) : (
        <CheckField
          label="I know that the file holds secrets in clear"
          checked={agreed}
          onChange={(event) => setAgreed(event.target.checked)}
        />
      )}
      {submit.problem !== null && (
        <Notice tone="bad" title="Nothing was exported">
          {submit.problem}
        </Notice>
      )}
      <div>
        <Button type="submit" disabled={!ready || submit.busy}>
          Export…
        </Button>
      </div>
    </form>
  );
}
