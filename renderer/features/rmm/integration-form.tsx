import { useState } from 'react';
import type { RmmIntegration } from '../../../shared/rmm.ts';
import { rmmVendor, rmmVendors } from '../../../shared/rmm-vendor.ts';
import { CheckField, SelectField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { wideField } from '../../components/form.tsx';
import { client } from '../../lib/client.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';

interface IntegrationFormProps {
  /** The one that is changed; null for a new one. */
  integration: RmmIntegration | null;
  onClose: () => void;
  onSaved: (id: number) => void;
}

const intervals: readonly (readonly [number, string])[] = [
  [15, 'Every 15 minutes'],
  [30, 'Every 30 minutes'],
  [60, 'Every hour'],
  [240, 'Every 4 hours'],
  [720, 'Twice a day'],
  [1440, 'Once a day'],
];

/** Which vendor, where, and with which credentials. */
export function IntegrationForm({ integration, onClose, onSaved }: IntegrationFormProps) {
  const { draft, submit, field } = useFormDraft(integration ? `rmm:${integration.id}` : 'new-rmm', {
    vendor: integration?.vendor ?? 'ninjaone',
    name: integration?.name ?? '',
    baseUrl: integration?.baseUrl ?? '',
    account: integration?.account ?? '',
    clientId: integration?.clientId ?? '',
    intervalMinutes: String(integration?.intervalMinutes ?? 60),
    ownNetwork: String(integration?.ownNetwork ?? false),
  });
  // A secret is in this field alone, and no draft keeps it.
  const [secret, setSecret] = useState('');
  const { values } = draft;
  const vendor = rmmVendor.safeParse(values.vendor).data ?? 'ninjaone';
  const terms = rmmVendors[vendor];
  const ready =
    values.baseUrl.trim() !== '' &&
    (terms.account === null || values.account.trim() !== '') &&
    (integration !== null || secret !== '');
  const send = () =>
    void submit.run(async () => {
      const written = {
        name: values.name.trim() === '' ? terms.name : values.name,
        baseUrl: values.baseUrl,
        account: terms.account === null ? '' : values.account,
        clientId: terms.needsClientId ? values.clientId : '',
        ownNetwork: terms.selfHosted && values.ownNetwork === 'true',
        intervalMinutes: Number(values.intervalMinutes),
      };
      const { id } = integration
        ? await client.rmm.update({
            id: integration.id,
            patch: { ...written, ...(secret !== '' && { secret }) },
          })
        : await client.rmm.create({ ...written, vendor, secret });
      draft.clear();
      onSaved(id);
    });
  return (
    <FormDialog
      title={integration ? `Edit ${integration.name}` : 'New RMM integration'}
      size="large"
      action={integration ? 'Save' : 'Add and sync'}
      ready={ready}
      submit={submit}
      refusedTitle={integration ? 'Nothing was changed' : 'Nothing was added'}
      draft={draft}
      onSubmit={send}
      onClose={onClose}
    >
      {integration === null && (
        <SelectField label="Service" {...field('vendor')}>
          {rmmVendor.options.map((each) => (
            <option key={each} value={each}>
              {rmmVendors[each].name}
            </option>
          ))}
        </SelectField>
      )}
      <TextField label="Name" placeholder={terms.name} maxLength={120} {...field('name')} />
      <TextField
        label="Address"
        className={wideField}
        placeholder={terms.urlExample}
        hint={terms.hint}
        spellCheck={false}
        required
        {...field('baseUrl')}
      />
      {terms.account !== null && (
        <TextField label={terms.account} spellCheck={false} required {...field('account')} />
      )}
      <TextField
        label={terms.secret}
        type="password"
        autoComplete="off"
        hint={integration ? 'Left empty it stays. Kept sealed in the vault.' : 'Kept sealed in the vault.'}
        value={secret}
        error={submit.errors['secret'] ?? submit.errors['patch.secret']}
        required={integration === null}
        onChange={(event) => setSecret(event.target.value)}
      />
      {terms.needsClientId && (
        <TextField
          label="Client ID"
          placeholder="00000000-0000-0000-0000-000000000000"
          spellCheck={false}
          required
          {...field('clientId')}
        />
      )}
      <SelectField label="Sync" {...field('intervalMinutes')}>
        {intervals.map(([minutes, text]) => (
          <option key={minutes} value={minutes}>
            {text}
          </option>
        ))}
      </SelectField>
      {terms.selfHosted && (
        <CheckField
          label="The server stands in a private network"
          hint="Lets the address lead there; otherwise only the internet is asked."
          checked={values.ownNetwork === 'true'}
          onChange={(event) => draft.set('ownNetwork', String(event.target.checked))}
        />
      )}
    </FormDialog>
  );
}
