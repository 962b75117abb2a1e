import { useMemo, useState } from 'react';
import { mspOrganizationId } from '../../../shared/organization.ts';
import { CheckField, SelectField, TextAreaField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { wideField } from '../../components/form.tsx';
import { client } from '../../lib/client.ts';
import { numberText, plural } from '../../lib/format.ts';
import { showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { breaches } from './breach-session.ts';
import { contactLabels, standingText } from './breach-words.ts';
import styles from './breaches.module.css';

/** One address, a pasted list, or everybody who is known of an organization. */
export function CheckForm({ onClose }: { onClose: () => void }) {
  const organizations = useOrganizations();
  const [watch, setWatch] = useState(false);
  const { draft, submit, field } = useFormDraft('check-breaches', {
    whom: 'pasted',
    organizationId: String(breaches.use.getState().query.filter.organizationId ?? mspOrganizationId),
    emails: '',
  });
  const { whom, emails } = draft.values;
  const organizationId = Number(draft.values.organizationId);
  const contacts = useAnswer('breaches', 'contacts', { organizationId });
  const pasted = useMemo(() => emails.split(/[\s,;<>"]+/).filter((text) => text.includes('@')), [emails]);
  const wanted = whom === 'pasted' ? pasted : (contacts.value?.contacts.map(({ email }) => email) ?? []);
  const send = () =>
    void submit.run(async () => {
      const [first] = wanted;
      if (wanted.length === 1 && first !== undefined) {
        const report = await client.breaches.check({ organizationId, email: first });
        if (watch) await client.breaches.watch({ organizationId, emails: [first] });
        breaches.rows.receive([report]);
        breaches.cursor.open(report.id);
        showToast(`${report.email}: ${standingText(report).toLowerCase()}`);
      } else {
        const { run, refused } = await client.breaches.startRun({ organizationId, emails: wanted, watch });
        showToast(
          `${plural(run.total, 'address')} wait for their turn${refused.length > 0 ? `; ${refused.length} are none` : ''}`,
        );
      }
      draft.clear();
      onClose();
    });
  return (
    <FormDialog
      title="Check addresses"
      size="medium"
      action={wanted.length > 1 ? `Check ${numberText(wanted.length)}` : 'Check'}
      ready={wanted.length > 0}
      submit={submit}
      refusedTitle="Nothing was checked"
      draft={draft}
      onSubmit={send}
      onClose={onClose}
    >
      {whom === 'pasted' ? (
        <TextAreaField
          label="Addresses"
          className={wideField}
          rows={6}
          spellCheck={false}
          placeholder="mia@acme.example"
          hint="Any text: every address in it is taken, each once."
          {...field('emails')}
        />
      ) : (
        <Contacts answer={contacts} />
      )}
      <SelectField label="Organization" {...field('organizationId')}>
        {organizations.active.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label="Whom" {...field('whom')}>
        <option value="pasted">Addresses that I write or paste</option>
        <option value="contacts">Everybody who is known of it</option>
      </SelectField>
      <CheckField
        label="Watch them from now on"
        hint="They are looked at again by themselves, and a new breach is announced."
        className={wideField}
        checked={watch}
        onChange={(event) => setWatch(event.target.checked)}
      />
    </FormDialog>
  );
}

function Contacts({ answer }: { answer: ReturnType<typeof useAnswer<'breaches', 'contacts'>> }) {
  if (answer.status === 'loading') return <p className={styles['wideNote']}>Looking for people…</p>;
  if (!answer.value)
    return <p className={styles['wideNote']}>They could not be read: {answer.error?.message}</p>;
  const { contacts, loginsKnown } = answer.value;
  return (
    <div className={styles['contacts']}>
      <p>
        {contacts.length === 0
          ? 'Nobody is known of it by address.'
          : `${plural(contacts.length, 'address')}:`}
        {!loginsKnown && ' The vault is locked, so user names of logins are not among them.'}
      </p>
      {contacts.length > 0 && (
        <ul aria-label="People of the organization">
          {contacts.slice(0, 200).map(({ email, name, from }) => (
            <li key={email}>
              <span>{email}</span>
              <span className={styles['faint']}>
                {[name, from.map((where) => contactLabels[where]).join(', ')].filter(Boolean).join(' · ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
