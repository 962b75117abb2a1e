import { useState } from 'react';
import type { Entry } from '../../../shared/entry.ts';
import { CheckField, TextAreaField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { MoreFields, wideField } from '../../components/form.tsx';
import { OrganizationField } from '../../components/record-screen/record-form-fields.tsx';
import { client } from '../../lib/client.ts';
import { showUndo } from '../../lib/toasts.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { CodeField } from './code-field.tsx';
import { entries } from './entry-session.ts';
import { newEntryFrom, patchFrom, textsOf, type EntryTexts } from './entry-texts.ts';
import { FieldsEditor } from './fields-editor.tsx';
import { GeneratorDialog } from './generator/generator-dialog.tsx';
import { hostOf } from './generator/host-of.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { dropUnsent, keepUnsent, unsentFor } from './unsent-entry.ts';

interface EntryFormProps {
  /** Null writes a new one. */
  entry: Entry | null;
  onClose: () => void;
}

/** The client that one is looking at, else the MSP's own. */
const organizationAtHand = () => entries.use.getState().query.filter.organizationId ?? 1;

/** Writes an entry. What was typed is kept in memory until it is sent, thrown away, or the vault is locked. */
export function EntryForm({ entry, onClose }: EntryFormProps) {
  const key = entry?.id ?? 0;
  const initial = textsOf(entry, organizationAtHand());
  const [texts, setTexts] = useState<EntryTexts>(() => unsentFor(key) ?? initial);
  const [making, setMaking] = useState(false);
  const submit = useSubmit();
  const set = (patch: Partial<EntryTexts>) => {
    const next = { ...texts, ...patch };
    setTexts(next);
    keepUnsent(key, next);
  };
  const startOver = () => {
    dropUnsent(key);
    setTexts(initial);
  };
  const errorOf = (name: string) => submit.errors[name] ?? submit.errors[`patch.${name}`];
  const field = (
    name: 'title' | 'username' | 'urls' | 'folder' | 'tags' | 'notes' | 'expires' | 'organizationId',
  ) => ({
    value: texts[name],
    error: errorOf(name === 'expires' ? 'expiresAt' : name),
    onBlur: () => undefined,
    onChange: (event: { target: { value: string } }) => set({ [name]: event.target.value }),
  });
  const save = () =>
    void submit.run(async () => {
      if (entry === null) {
        const { record, changeId } = await client.entries.create(newEntryFrom(texts));
        entries.receiveNew(record, changeId);
      } else {
        const { records, changeId } = await client.entries.update({
          ids: [entry.id],
          patch: patchFrom(texts, entry),
        });
        entries.rows.receive(records);
        showUndo(`${texts.title} saved`, () => void entries.changes.undoById([changeId], [entry.id]));
      }
      dropUnsent(key);
      onClose();
    });
  const words = [texts.title, texts.username, texts.folder].filter(Boolean);
  return (
    <>
      <FormDialog
        title={entry === null ? 'New entry' : `Edit ${entry.title}`}
        size="large"
        action={entry === null ? 'Create entry' : 'Save'}
        ready={texts.title.trim() !== ''}
        submit={submit}
        refusedTitle="The entry was not saved"
        draft={{ dirty: JSON.stringify(texts) !== JSON.stringify(initial), clear: startOver }}
        onSubmit={save}
        onClose={onClose}
      >
        <TextField label="Title" maxLength={500} required {...field('title')} />
        <OrganizationField {...field('organizationId')} />
        <TextField label="Username" maxLength={500} spellCheck={false} {...field('username')} />
        <NewPasswordField
          value={texts.password}
          words={words}
          error={errorOf('password')}
          onChange={(password) => set({ password })}
          onMake={() => setMaking(true)}
        />
        <TextAreaField
          label="Addresses"
          hint="One a line"
          rows={2}
          spellCheck={false}
          className={wideField}
          {...field('urls')}
        />
        <CodeField value={texts.code} error={errorOf('oneTimeCode')} onChange={(code) => set({ code })} />
        <TextField label="Folder" maxLength={500} {...field('folder')} />
        <TextField label="Tags" placeholder="firewall, remote" maxLength={1000} {...field('tags')} />
        <TextAreaField label="Notes" rows={3} className={wideField} {...field('notes')} />
        <MoreFields label="Fields, expiry, asking again">
          <FieldsEditor fields={texts.fields} onChange={(fields) => set({ fields })} />
          <TextField label="Expires" type="date" {...field('expires')} />
          <CheckField
            label="Ask again before its secrets are shown"
            checked={texts.reprompt}
            onChange={(event) => set({ reprompt: event.target.checked })}
          />
        </MoreFields>
      </FormDialog>
      {making && (
        <GeneratorDialog
          host={hostOf(texts.urls)}
          onUse={(password) => set({ password })}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  );
}
