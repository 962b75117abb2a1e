import { useState } from 'react';
import type { BreachSources } from '../../../shared/breaches-contract.ts';
import { Button } from '../../components/button.tsx';
import { CheckField, SelectField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { wideField } from '../../components/form.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { useNow } from '../../lib/clock.ts';
import { momentTime, numberText } from '../../lib/format.ts';
import { showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import styles from './breaches.module.css';

/** Who is asked, with which key, and how it goes. */
export function SourcesForm({ onClose }: { onClose: () => void }) {
  const sources = useAnswer('breaches', 'sources', {}).value;
  return sources ? <Fields sources={sources} onClose={onClose} /> : null;
}

function Fields({ sources, onClose }: { sources: BreachSources; onClose: () => void }) {
  const { settings } = sources;
  const [hibp, setHibp] = useState(settings.hibp);
  const [pastes, setPastes] = useState(settings.pastes);
  // A key is in this field alone: no draft keeps it.
  const [key, setKey] = useState('');
  const { draft, submit, field } = useFormDraft('breach-sources', {
    connectionId: String(settings.connectionId ?? ''),
    everyDays: String(settings.everyDays),
    hibpUrl: settings.hibpUrl,
  });
  const { connectionId, everyDays, hibpUrl } = draft.values;
  const keep = () =>
    client.breaches.configure({
      hibp,
      pastes,
      hibpUrl,
      connectionId: connectionId === '' ? null : Number(connectionId),
      everyDays: Number(everyDays),
      ...(key !== '' && { hibpKey: key }),
    });
  const send = () =>
    void submit.run(async () => {
      await keep();
      draft.clear();
      onClose();
      showToast('Sources kept');
    });
  return (
    <FormDialog
      title="Sources of breaches"
      size="large"
      action="Keep"
      ready
      submit={submit}
      refusedTitle="Nothing was changed"
      draft={draft}
      onSubmit={send}
      onClose={onClose}
    >
      <CheckField
        label="Ask Have I Been Pwned"
        hint="Addresses leave this machine for haveibeenpwned.com; with a Pro key only the start of their hash does."
        className={wideField}
        checked={hibp}
        onChange={(event) => setHibp(event.target.checked)}
      />
      <PasswordField
        label="API key"
        hint={
          sources.hasHibpKey
            ? 'One is kept, sealed in the vault. What is written here takes its place.'
            : 'Kept sealed in the vault, and not shown again.'
        }
        error={submit.errors['hibpKey']}
        value={key}
        onChange={(event) => setKey(event.target.value)}
      />
      <Tested sources={sources} />
      <CheckField
        label="Ask for pastes too"
        hint="A second request for each address."
        checked={pastes}
        onChange={(event) => setPastes(event.target.checked)}
      />
      <TextField
        label="Days between two looks"
        inputMode="numeric"
        hint="At a watched address."
        {...field('everyDays')}
      />
      <SelectField
        label="Ask a connection to OneClickIT"
        hint={
          sources.connections.length === 0
            ? 'There is none: make one under Connections.'
            : 'With its key, at half of its limit.'
        }
        {...field('connectionId')}
      >
        <option value="">Do not ask</option>
        {sources.connections.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        label="Address of the service"
        hint="For a proxy of your own."
        spellCheck={false}
        {...field('hibpUrl')}
      />
      <States sources={sources} />
    </FormDialog>
  );
}

/** What the key that is kept may do, asked now. */
function Tested({ sources }: { sources: BreachSources }) {
  const [told, setTold] = useState<string | null>(null);
  const { plan } = sources;
  const test = async () => {
    setTold('Asking…');
    try {
      const result = await client.breaches.testHibp({});
      setTold(result.state === 'works' ? null : `It does not work: ${result.detail}`);
    } catch (error) {
      setTold(`It could not be tested: ${errorMessage(error)}`);
    }
  };
  return (
    <div className={styles['tested']}>
      <Button disabled={!sources.hasHibpKey} onClick={() => void test()}>
        Test the kept key
      </Button>
      <p role="status">
        {told ??
          (plan
            ? `${plan.name}: ${numberText(plan.requestsPerMinute)} requests a minute${plan.anonymous ? ', by the start of a hash' : ''}${plan.domains.length > 0 ? `, searches ${plan.domains.join(', ')}` : ''}.`
            : 'Not tested yet; it is asked ten times a minute at most.')}
      </p>
    </div>
  );
}

function States({ sources }: { sources: BreachSources }) {
  const now = useNow();
  const { catalogue } = sources;
  return (
    <ul className={styles['states']} aria-label="How it goes">
      {sources.sources.map(({ kind, name, trouble, pausedUntil }) => (
        <li key={kind}>
          <strong>{name}</strong>{' '}
          {trouble
            ? `${trouble.detail} (${momentTime(trouble.at, now)})`
            : 'answered when it was last asked, or was not asked yet.'}
          {pausedUntil !== null && ` Wants to be left alone until ${momentTime(pausedUntil, now)}.`}
        </li>
      ))}
      <li>
        <strong>List of known breaches</strong>{' '}
        {catalogue.breaches === 0
          ? 'not fetched yet.'
          : `${numberText(catalogue.breaches)} kept on this machine${catalogue.checkedAt === null ? '' : `, checked ${momentTime(catalogue.checkedAt, now)}`}.`}
        {catalogue.trouble !== null && ` ${catalogue.trouble}`}
      </li>
    </ul>
  );
}
