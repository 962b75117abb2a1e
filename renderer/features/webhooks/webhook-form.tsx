import { useState } from 'react';
import { eventType } from '../../../shared/event-type.ts';
import { webhookPayload, type RevealedWebhook, type Webhook } from '../../../shared/webhook.ts';
import { CheckField, SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { choiceGroup, wideField } from '../../components/form.tsx';
import { client } from '../../lib/client.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { eventWords } from '../../lib/event-words.ts';
import { allEvents, readEvents, readHeaders } from './webhook-words.ts';
import styles from './webhooks.module.css';

interface WebhookFormProps {
  /** The endpoint that is changed; null for a new one. */
  webhook: Webhook | null;
  onClose: () => void;
  onMade: (revealed: RevealedWebhook) => void;
}

/** Where events are sent, and which. */
export function WebhookForm({ webhook, onClose, onMade }: WebhookFormProps) {
  const organizations = useOrganizations();
  const { draft, submit, field } = useFormDraft(webhook ? `webhook:${webhook.id}` : 'new-webhook', {
    url: webhook?.url ?? '',
    description: webhook?.description ?? '',
    payload: webhook?.payload ?? 'clientstor',
    organizationId: String(webhook?.organizationId ?? ''),
    events: (webhook?.events ?? [allEvents]).join(','),
  });
  // Values of headers are secrets: they are in this field alone, and no draft keeps them.
  const [headers, setHeaders] = useState('');
  const given = readHeaders(headers);
  const { values } = draft;
  const events = readEvents(values.events);
  const send = () =>
    void submit.run(async () => {
      const { url, description } = values;
      const payload = webhookPayload.safeParse(values.payload).data ?? 'clientstor';
      const written = { url, description, payload, events };
      if (webhook) {
        const ownHeaders = headers.trim() === '' ? {} : { headers: given ?? {} };
        await client.webhooks.update({ id: webhook.id, patch: { ...written, ...ownHeaders } });
        draft.clear();
        onClose();
        return;
      }
      const revealed = await client.webhooks.create({
        ...written,
        organizationId: values.organizationId === '' ? null : Number(values.organizationId),
        headers: given ?? {},
      });
      draft.clear();
      onMade(revealed);
    });
  return (
    <FormDialog
      title={webhook ? 'Edit endpoint' : 'New endpoint'}
      size="large"
      action={webhook ? 'Save' : 'Create endpoint'}
      ready={values.url.trim() !== '' && events.length > 0 && given !== undefined}
      submit={submit}
      refusedTitle={webhook ? 'Nothing was changed' : 'No endpoint was made'}
      draft={draft}
      onSubmit={send}
      onClose={onClose}
    >
      <TextField
        label="Address"
        className={wideField}
        hint="https. This machine (http too) and private networks only where the settings name the host."
        placeholder="https://example.com/hooks"
        spellCheck={false}
        required
        {...field('url')}
      />
      <TextField label="Description" className={wideField} maxLength={500} {...field('description')} />
      <SelectField label="Body" hint="What the receiver’s documentation describes." {...field('payload')}>
        <option value="clientstor">With the organization (ClientSt0r)</option>
        <option value="oneclickit">Event, time and data (OneClickIT)</option>
      </SelectField>
      {webhook === null && (
        <SelectField label="Organization" hint="Whose events it hears." {...field('organizationId')}>
          <option value="">Every organization</option>
          {organizations.all.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <EventFields
        events={events}
        error={submit.errors['events']}
        onChange={(next) => draft.set('events', next.join(','))}
      />
      <TextAreaField
        label="Headers of its own"
        className={wideField}
        rows={2}
        spellCheck={false}
        placeholder="Authorization: Bearer …"
        hint={headersHint(webhook)}
        error={given === undefined ? 'One a line: a name, a colon, its value.' : submit.errors['headers']}
        value={headers}
        onChange={(event) => setHeaders(event.target.value)}
      />
    </FormDialog>
  );
}

function headersHint(webhook: Webhook | null): string {
  const kept = 'Kept sealed in the vault, and not shown again.';
  if (!webhook || webhook.headerNames.length === 0) return kept;
  return `It has ${webhook.headerNames.join(', ')}. What is written here takes their place; left empty they stay. ${kept}`;
}

interface EventFieldsProps {
  events: Webhook['events'];
  error: string | undefined;
  onChange: (events: Webhook['events']) => void;
}

/** All of them, or each by itself. */
function EventFields({ events, error, onChange }: EventFieldsProps) {
  const isAll = events.includes(allEvents);
  return (
    <fieldset className={choiceGroup}>
      <legend>Events</legend>
      <CheckField
        label="Every event"
        hint="Those of later versions too."
        checked={isAll}
        onChange={(event) => onChange(event.target.checked ? [allEvents] : [])}
      />
      <div className={styles['eventList']}>
        {eventType.options.map((name) => (
          <CheckField
            key={name}
            label={<code>{name}</code>}
            title={eventWords[name]}
            checked={isAll || events.includes(name)}
            disabled={isAll}
            onChange={(event) =>
              onChange(event.target.checked ? [...events, name] : events.filter((each) => each !== name))
            }
          />
        ))}
      </div>
      {error !== undefined && <p role="alert">{error}</p>}
    </fieldset>
  );
}
