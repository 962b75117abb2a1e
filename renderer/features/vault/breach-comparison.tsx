import { useState } from 'react';
import { passwordSource, type PasswordBreachState } from '../../../shared/password-breach.ts';
import { Button } from '../../components/button.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { settingGroup, settingHeading, settingInline, settingNote } from '../../components/setting-group.ts';
import { putAnswer } from '../../lib/answers.ts';
import { client } from '../../lib/client.ts';
import { plural } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';

/** Whether passwords are compared with those known from breaches, and with what. */
export function BreachComparison() {
  const state = useAnswer('passwordBreaches', 'get', {}).value;
  if (!state) return null;
  return <Fields key={JSON.stringify(state.settings)} state={state} />;
}

const notes = {
  off: 'Nothing is compared, and every password counts as not checked.',
  range:
    'Five of the forty characters of each password’s hash leave this machine, padded so that nobody can tell more from the length of the answer.',
  file: 'Nothing leaves this machine. The file is the list of SHA-1 hashes ordered by hash, one HASH:COUNT a line, as the Pwned Passwords downloader writes it; it is not loaded, only looked into.',
} as const;

function Fields({ state }: { state: PasswordBreachState }) {
  const { settings } = state;
  const [source, setSource] = useState(settings.source);
  const [filePath, setFilePath] = useState(settings.filePath ?? '');
  const submit = useSubmit();
  const changed = source !== settings.source || (source === 'file' && filePath !== (settings.filePath ?? ''));
  const keep = () =>
    void submit.run(async () => {
      const kept = await client.passwordBreaches.configure({
        source,
        ...(source === 'file' && { filePath }),
      });
      putAnswer('passwordBreaches.get', {}, kept);
    });
  return (
    <section className={settingGroup} aria-labelledby="breach-comparison">
      <h3 id="breach-comparison" className={settingHeading}>
        Passwords known from breaches
      </h3>
      <form
        className={settingInline}
        onSubmit={(event) => {
          event.preventDefault();
          if (changed && !submit.busy) keep();
        }}
      >
        <SelectField
          label="Compare passwords with"
          hint={notes[source]}
          value={source}
          error={submit.errors['filePath'] ?? submit.problem ?? undefined}
          onChange={({ target }) => setSource(passwordSource.parse(target.value))}
        >
          <option value="off">Nothing</option>
          <option value="range">Pwned Passwords, by the start of a hash</option>
          <option value="file">A file of hashes on this machine</option>
        </SelectField>
        <Button type="submit" disabled={!changed || submit.busy || (source === 'file' && filePath === '')}>
          Keep
        </Button>
      </form>
      {source === 'file' && (
        <TextField
          label="Path of the file"
          spellCheck={false}
          value={filePath}
          onChange={({ target }) => setFilePath(target.value)}
        />
      )}
      {state.trouble !== null && (
        <Notice tone="warn" title="Passwords could not be compared">
          {state.trouble} They stay unchecked until it works; it is tried again by itself.
        </Notice>
      )}
      {settings.source !== 'off' && (
        <div className={settingNote}>
          {state.pending > 0
            ? `${plural(state.pending, 'password')} wait for their turn. `
            : 'Each is compared when it is written, and again every month. '}
          <Button
            variant="quiet"
            onClick={() => void submit.run(async () => void (await client.passwordBreaches.checkAll({})))}
          >
            Compare all now
          </Button>
        </div>
      )}
    </section>
  );
}
