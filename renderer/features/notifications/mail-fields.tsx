import { mailSecurity } from '../../../shared/channel.ts';
import { CheckField, SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { wideField } from '../../components/form.tsx';
import type { useFormDraft } from '../../lib/use-form-draft.ts';
import { securityLabels } from './notification-words.ts';

type MailField =
  | 'host'
  | 'port'
  | 'security'
  | 'user'
  | 'fromAddress'
  | 'fromName'
  | 'recipients'
  | 'ownNetwork'
  | 'authorities';

interface MailFieldsProps {
  form: Pick<ReturnType<typeof useFormDraft<MailField>>, 'draft' | 'submit' | 'field'>;
  secret: string;
  onSecret: (secret: string) => void;
  secretError: string | undefined;
  /** There is a password already. */
  kept: boolean;
}

/** Everything that a mail server asks for. */
export function MailFields({ form, secret, onSecret, secretError, kept }: MailFieldsProps) {
  const { draft, submit } = form;
  const field = (name: MailField) => {
    const plain = form.field(name);
    return {
      ...plain,
      error: plain.error ?? submit.errors[`settings.${name}`] ?? submit.errors[`patch.settings.${name}`],
    };
  };
  return (
    <>
      <TextField
        label="Server"
        placeholder="smtp.example.com"
        spellCheck={false}
        required
        {...field('host')}
      />
      <TextField label="Port" inputMode="numeric" {...field('port')} />
      <SelectField label="Encryption" {...field('security')}>
        {mailSecurity.options.map((each) => (
          <option key={each} value={each}>
            {securityLabels[each]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="User name"
        hint="Left empty there is no login."
        spellCheck={false}
        {...field('user')}
      />
      <TextField
        label="Password"
        type="password"
        hint={kept ? 'There is one; left empty it stays.' : 'Kept sealed in the vault, and not shown again.'}
        error={secretError}
        value={secret}
        onChange={(event) => onSecret(event.target.value)}
      />
      <TextField
        label="From"
        placeholder="noc@example.com"
        spellCheck={false}
        required
        {...field('fromAddress')}
      />
      <TextField label="From, as a name" maxLength={120} {...field('fromName')} />
      <TextAreaField
        label="To"
        className={wideField}
        rows={2}
        spellCheck={false}
        hint="Who is written to where a rule names nobody else: one address a line."
        {...field('recipients')}
      />
      <CheckField
        label="It stands in our own network"
        hint="Private addresses are refused otherwise."
        checked={draft.values.ownNetwork === 'yes'}
        onChange={(event) => draft.set('ownNetwork', event.target.checked ? 'yes' : '')}
      />
      <TextAreaField
        label="Its own certificate authority"
        className={wideField}
        rows={2}
        spellCheck={false}
        placeholder="-----BEGIN CERTIFICATE-----"
        hint="PEM, where nobody else vouches for the server."
        {...field('authorities')}
      />
    </>
  );
}
