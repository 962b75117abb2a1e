import { useState } from 'react';
import {
  channelKind,
  mailSecurity,
  type Channel,
  type ChannelKind,
  type GivenChannel,
} from '../../../shared/channel.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { wideField } from '../../components/form.tsx';
import { client } from '../../lib/client.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { MailFields } from './mail-fields.tsx';
import { kindLabels, readAddresses } from './notification-words.ts';

interface ChannelFormProps {
  /** The channel that is changed; null for a new one. */
  channel: Channel | null;
  onClose: () => void;
  /** `secret`: what its posts are signed with, told this once. */
  onMade: (channel: Channel, secret: string | null) => void;
}

const placeholders: Record<'slack' | 'teams' | 'webhook', string> = {
  slack: 'https://hooks.slack.com/services/…',
  teams: 'https://….logic.azure.com/workflows/…',
  webhook: 'https://example.com/notify',
};

const hints: Record<'slack' | 'teams' | 'webhook', string> = {
  slack: 'An incoming webhook of a Slack app.',
  teams: 'Of a workflow “When a Teams webhook request is received”: posts an adaptive card.',
  webhook: 'Gets JSON, signed like events are.',
};

/** A way to reach people, with its secrets: they go in here, and never come back. */
export function ChannelForm({ channel, onClose, onMade }: ChannelFormProps) {
  const organizations = useOrganizations();
  const mail = channel?.settings.kind === 'email' ? channel.settings : null;
  const form = useFormDraft(channel ? `channel:${channel.id}` : 'new-channel', {
    name: channel?.name ?? '',
    kind: channel?.kind ?? 'email',
    organizationId: String(channel?.organizationId ?? ''),
    host: mail?.host ?? '',
    port: String(mail?.port ?? 587),
    security: mail?.security ?? 'starttls',
    user: mail?.user ?? '',
    fromAddress: mail?.fromAddress ?? '',
    fromName: mail?.fromName ?? '',
    recipients: mail?.recipients.join('\n') ?? '',
    ownNetwork: mail?.ownNetwork ? 'yes' : '',
    authorities: mail?.authorities ?? '',
  });
  const { draft, submit, field } = form;
  // A password or an address: in this field alone, and no draft keeps it.
  const [secret, setSecret] = useState('');
  const { values } = draft;
  const kind: ChannelKind = channelKind.safeParse(values.kind).data ?? 'email';
  const settings = settingsOf(kind, values, secret);
  const ready =
    values.name.trim() !== '' &&
    (kind === 'email'
      ? values.host.trim() !== '' && values.fromAddress.trim() !== ''
      : kind === 'desktop' || channel !== null || secret.trim() !== '');
  const send = () =>
    void submit.run(async () => {
      const organizationId = values.organizationId === '' ? null : Number(values.organizationId);
      const given = { name: values.name, organizationId, settings };
      if (channel) {
        const changed = await client.channels.update({ id: channel.id, patch: given });
        draft.clear();
        onMade(changed, null);
        return;
      }
      const made = await client.channels.create(given);
      draft.clear();
      onMade(made.channel, made.secret);
    });
  const secretError =
    submit.errors['url'] ?? submit.errors['settings.password'] ?? submit.errors['settings.url'];
  return (
    <FormDialog
      title={channel ? 'Edit channel' : 'New channel'}
      size="large"
      action={channel ? 'Save' : 'Create channel'}
      ready={ready}
      submit={submit}
      refusedTitle={channel ? 'Nothing was changed' : 'No channel was made'}
      draft={draft}
      onSubmit={send}
      onClose={onClose}
    >
      <TextField
        label="Name"
        hint="Rules and callers of the API name it."
        maxLength={80}
        required
        {...field('name')}
      />
      <SelectField label="Kind" disabled={channel !== null} {...field('kind')}>
        {channelKind.options.map((each) => (
          <option key={each} value={each}>
            {kindLabels[each]}
          </option>
        ))}
      </SelectField>
      <SelectField label="For" hint="Whose API keys may send by it." {...field('organizationId')}>
        <option value="">Every organization</option>
        {organizations.all.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {kind === 'email' && (
        <MailFields
          form={form}
          secret={secret}
          onSecret={setSecret}
          secretError={secretError}
          kept={channel?.hasSecret ?? false}
        />
      )}
      {(kind === 'slack' || kind === 'teams' || kind === 'webhook') && (
        <TextField
          label="Address"
          className={wideField}
          type="password"
          placeholder={placeholders[kind]}
          spellCheck={false}
          hint={`${hints[kind]} ${channel ? `It leads to ${hostOf(channel)}; left empty it stays.` : 'Kept sealed in the vault, and not shown again.'}`}
          error={secretError}
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
        />
      )}
    </FormDialog>
  );
}

function hostOf({ settings }: Channel): string {
  return 'host' in settings ? settings.host : '';
}

function settingsOf(
  kind: ChannelKind,
  values: Readonly<Record<string, string>>,
  secret: string,
): GivenChannel {
  if (kind === 'desktop') return { kind };
  if (kind !== 'email') return { kind, ...(secret.trim() !== '' && { url: secret.trim() }) };
  const text = (name: string): string => (values[name] ?? '').trim();
  return {
    kind,
    host: text('host'),
    port: Number(text('port')),
    security: mailSecurity.safeParse(values['security']).data ?? 'starttls',
    user: text('user'),
    fromAddress: text('fromAddress'),
    fromName: text('fromName'),
    recipients: readAddresses(text('recipients')),
    ownNetwork: values['ownNetwork'] === 'yes',
    authorities: text('authorities') === '' ? null : text('authorities'),
    ...(secret !== '' && { password: secret }),
  };
}
