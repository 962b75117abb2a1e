import { useState } from 'react';
import {
  connectionKind,
  type Connection,
  type ConnectionKind,
  type connectionPatch,
} from '../../../../shared/connection.ts';
import type { z } from 'zod';
import { SelectField, TextField } from '../../../components/field.tsx';
import { FormDialog } from '../../../components/form-dialog.tsx';
import { wideField } from '../../../components/form.tsx';
import { PasswordField } from '../../../components/password-field.tsx';
import { OrganizationField } from '../../../components/record-screen/record-form-fields.tsx';
import { client } from '../../../lib/client.ts';
import { useFormDraft } from '../../../lib/use-form-draft.ts';
import { kindLabels, proofHints } from './connection-words.ts';

export interface MadeConnection {
  readonly connection: Connection;
  readonly hookSecret: string | null;
}

interface ConnectionFormProps {
  /** The one that is changed; null for a new one. */
  connection: Connection | null;
  onClose: () => void;
  onMade: (made: MadeConnection) => void;
}

const intervals = [1, 5, 15, 30, 60, 240] as const;
const empty = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** An account at another service: what it is called, whose it is, and how its events reach this machine. */
export function ConnectionForm({ connection, onClose, onMade }: ConnectionFormProps) {
  const { draft, submit, field } = useFormDraft(
    connection ? `connection:${connection.id}` : 'new-connection',
    {
      kind: connection?.kind ?? 'clientstor',
      name: connection?.name ?? '',
      organizationId: String(connection?.organizationId ?? 1),
      baseUrl: connection?.baseUrl ?? '',
      publicUrl: connection?.publicUrl ?? '',
      interval: String(connection ? (connection.syncing.intervalMinutes ?? '') : 5),
      sendsNew: String(connection?.syncing.sendsNew ?? true),
    },
  );
  // Secrets are in these two fields alone, and no draft keeps them.
  const [hookSecret, setHookSecret] = useState('');
  const [apiKey, setApiKey] = useState('');
  const { values } = draft;
  const kind: ConnectionKind = connectionKind.safeParse(values.kind).data ?? 'clientstor';
  const send = () =>
    void submit.run(async () => {
      const written = {
        name: empty(values.name) ?? kindLabels[kind],
        organizationId: Number(values.organizationId),
        baseUrl: empty(values.baseUrl),
        publicUrl: empty(values.publicUrl),
        intervalMinutes: values.interval === '' ? null : Number(values.interval),
        sendsNew: values.sendsNew === 'true',
        ...(apiKey !== '' && { apiKey }),
      } satisfies z.infer<typeof connectionPatch>;
      if (connection) {
        await client.connections.update({ id: connection.id, patch: written });
        draft.clear();
        onClose();
        return;
      }
      const made = await client.connections.create({
        ...written,
        kind,
        ...(hookSecret !== '' && { hookSecret }),
      });
      draft.clear();
      onMade(made);
    });
  return (
    <FormDialog
      title={connection ? 'Edit connection' : 'New connection'}
      size="large"
      action={connection ? 'Save' : 'Create connection'}
      ready
      submit={submit}
      refusedTitle={connection ? 'Nothing was changed' : 'No connection was made'}
      draft={draft}
      onSubmit={send}
      onClose={onClose}
    >
      {connection === null && (
        <SelectField label="Service" {...field('kind')}>
          {connectionKind.options.map((each) => (
            <option key={each} value={each}>
              {kindLabels[each]}
            </option>
          ))}
        </SelectField>
      )}
      <TextField label="Name" maxLength={120} placeholder={kindLabels[kind]} {...field('name')} />
      <OrganizationField {...field('organizationId')} />
      <TextField
        label="Its address"
        hint="Where its API is, as its documentation names it."
        placeholder="https://"
        spellCheck={false}
        {...field('baseUrl')}
      />
      <SelectField label="Read and send" {...field('interval')}>
        {intervals.map((minutes) => (
          <option key={minutes} value={minutes}>
            {minutes === 1 ? 'Every minute' : `Every ${minutes} minutes`}
          </option>
        ))}
        <option value="">Only when asked</option>
      </SelectField>
      <SelectField
        label="New tickets of this organization"
        hint="Where the service documents how one is opened."
        {...field('sendsNew')}
      >
        <option value="true">Are opened there too</option>
        <option value="false">Stay here</option>
      </SelectField>
      <TextField
        label="Public address of this machine"
        className={wideField}
        hint="A laptop behind a router cannot be reached from the internet. A tunnel of your choice gives it an address; enter that here, and check it afterwards."
        placeholder="https://my-tunnel.example"
        spellCheck={false}
        {...field('publicUrl')}
      />
      <PasswordField
        label="API key"
        hint={
          connection?.hasKey
            ? 'There is one. What is written here takes its place.'
            : 'Kept sealed in the vault.'
        }
        value={apiKey}
        error={submit.errors['apiKey'] ?? submit.errors['patch.apiKey']}
        onChange={(event) => setApiKey(event.target.value)}
      />
      {connection === null && (
        <PasswordField
          label="Secret of its webhooks"
          hint={`${proofHints[kind]} Left empty one is made and shown once.`}
          value={hookSecret}
          error={submit.errors['hookSecret']}
          onChange={(event) => setHookSecret(event.target.value)}
        />
      )}
    </FormDialog>
  );
}
