import { useState } from 'react';
import {
  passwordSource,
  type PasswordBreachSettings,
  type PasswordBreachState,
} from '../../../shared/password-breach.ts';
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
  return (
    <section className={settingGroup} aria-labelledby="breach-comparison">
      <h3 id="breach-comparison" className={settingHeading}>
        Passwords known from breaches
      </h3>
      <Fields key={JSON.stringify(state.settings)} settings={state.settings} />
      <Progress state={state} />
    </section>
  );
}

const notes = {
  off: 'Nothing is compared, and every password counts as not checked.',
  range:
    'Five of the forty characters of each password’s hash leave this machine, padded so that nobody can tell more from the length of the answer.',
  file: 'Nothing leaves this machine. The file is the list of SHA-1 hashes ordered by hash, one HASH:COUNT a line, as the Pwned Passwords downloader writes it; it is not loaded, only looked into.',
} as const;

function Fields({ settings }: { settings: PasswordBreachSettings }) {
  const [draft, setDraft] = useState(settings);
  const { source, rangeUrl, filePath } = draft;
  const submit = useSubmit();
  const change = (part: Partial<PasswordBreachSettings>) => setDraft({ ...draft, ...part });
  const wanted = {
    off: { source },
    range: { source, rangeUrl },
    file: { source, filePath },
  }[source];
  const changed = Object.entries(wanted).some(
    ([name, value]) => settings[name as keyof typeof wanted] !== value,
  );
  const whole = source === 'off' || (source === 'range' ? rangeUrl : filePath);
  const keep = () =>
    void submit.run(async () => {
      putAnswer('passwordBreaches.get', {}, await client.passwordBreaches.configure(wanted));
    });
  const choose = () =>
    void submit.run(async () => {
      const chosen = await client.shell.chooseHashFile({});
      if (chosen) change({ filePath: chosen.path });
    });
  return (
    <form
      className={settingGroup}
      onSubmit={(event) => {
        event.preventDefault();
        if (changed && whole && !submit.busy) keep();
      }}
    >
      <div className={settingInline}>
        <SelectField
          label="Compare passwords with"
          hint={notes[source]}
          value={source}
          // What one field is to blame for stands below that one.
          error={Object.keys(submit.errors).length === 0 ? (submit.problem ?? undefined) : undefined}
          onChange={({ target }) => change({ source: passwordSource.parse(target.value) })}
        >
          <option value="off">Nothing</option>
          <option value="range">Pwned Passwords, by the start of a hash</option>
          <option value="file">A file of hashes on this machine</option>
        </SelectField>
        <Button type="submit" disabled={!changed || !whole || submit.busy}>
          Keep
        </Button>
      </div>
      {source === 'range' && (
        <TextField
          label="Address of the range API"
          hint="The vendor’s own, or a mirror that answers as it does below /range/."
          type="url"
          spellCheck={false}
          value={rangeUrl}
          error={submit.errors['rangeUrl']}
          onChange={({ target }) => change({ rangeUrl: target.value })}
        />
      )}
      {source === 'file' && (
        <div className={settingInline}>
          <TextField
            label="File of hashes"
            spellCheck={false}
            value={filePath ?? ''}
            error={submit.errors['filePath']}
            onChange={({ target }) => change({ filePath: target.value === '' ? null : target.value })}
          />
          <Button disabled={submit.busy} onClick={choose}>
            Choose…
          </Button>
        </div>
      )}
    </form>
  );
}

/** How far it is, and why it does not go on. */
function Progress({ state: { settings, pending, trouble } }: { state: PasswordBreachState }) {
  const submit = useSubmit();
  return (
    <>
      {trouble !== null && (
        <Notice tone="warn" title="Passwords could not be compared">
          {trouble} They stay unchecked until it works; it is tried again by itself.
        </Notice>
      )}
      {settings.source !== 'off' && (
        <div className={settingNote}>
          {pending > 0
            ? `${plural(pending, 'password')} still to be compared. `
            : 'Each is compared when it is written, and again every month. '}
          <Button
            variant="quiet"
            onClick={() => void submit.run(async () => void (await client.passwordBreaches.checkAll({})))}
          >
            Compare all now
          </Button>
        </div>
      )}
    </>
  );
}
