import { useState } from 'react';
import type { MaintenanceWindow } from '../../../shared/maintenance.ts';
import { CheckField, TextAreaField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { wideField } from '../../components/form.tsx';
import { OrganizationField, WordField } from '../../components/record-screen/record-form-fields.tsx';
import { client } from '../../lib/client.ts';
import { absoluteTime } from '../../lib/format.ts';
import { showUndo } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import { CoveredMonitors } from './covered-monitors.tsx';
import { maintenance } from './maintenance-session.ts';
import {
  maintenanceFrom,
  maintenanceTexts,
  scheduleFrom,
  type MaintenanceTexts,
} from './maintenance-texts.ts';
import { weekdayNames } from './maintenance-words.ts';
import styles from './maintenance.module.css';

const kinds = [
  { value: 'once', label: 'Once' },
  { value: 'recurring', label: 'Again and again' },
  { value: 'cron', label: 'Cron' },
];

interface MaintenanceFormProps {
  /** Null writes a new one. */
  window: MaintenanceWindow | null;
  onClose: () => void;
}

/** When work is announced: while it lasts nothing it covers is called down. Its next times stand beneath. */
export function MaintenanceForm({ window, onClose }: MaintenanceFormProps) {
  const [initial] = useState(() =>
    maintenanceTexts(window, Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone),
  );
  const key = window === null ? 'new-maintenance' : `maintenance:${window.id}`;
  // Every field is a text of the form's own.
  const { draft, submit, field } = useFormDraft<keyof MaintenanceTexts>(key, { ...initial });
  const texts: MaintenanceTexts = { ...initial, ...draft.values };
  const schedule = scheduleFrom(texts);
  const next = useAnswer(
    'maintenance',
    'preview',
    schedule && { schedule, timeZone: texts.timeZone, count: 3 },
  );
  const save = () =>
    void submit.run(async () => {
      if (!schedule) return;
      const written = maintenanceFrom(texts, schedule);
      if (window === null) {
        const { record, changeId } = await client.maintenance.create(written);
        draft.clear();
        maintenance.receiveNew(record, changeId);
      } else {
        const { records, changeId } = await client.maintenance.update({ ids: [window.id], patch: written });
        draft.clear();
        maintenance.rows.receive(records);
        showUndo(`${written.name} saved`, () => void maintenance.changes.undoById([changeId], [window.id]));
      }
      onClose();
    });
  const toggleDay = (day: number) => {
    const days = texts.weekdays.split(',').filter(Boolean).map(Number);
    const chosen = days.includes(day)
      ? days.filter((each) => each !== day)
      : [...days, day].toSorted((a, b) => a - b);
    draft.set('weekdays', chosen.join(','));
  };
  return (
    <FormDialog
      title={window === null ? 'New window' : `Edit ${window.name}`}
      size="large"
      action={window === null ? 'Create window' : 'Save'}
      ready={texts.name.trim() !== '' && schedule !== null}
      submit={submit}
      refusedTitle="The window was not saved"
      draft={draft}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField label="Name" placeholder="Patch night" maxLength={200} required {...field('name')} />
      <WordField label="How often" options={kinds} {...field('kind')} />
      {texts.kind === 'once' && (
        <>
          <TextField label="From" type="datetime-local" {...field('from')} />
          <TextField
            label="To"
            type="datetime-local"
            {...field('to')}
            error={schedule === null ? 'must be after it begins' : field('to').error}
          />
        </>
      )}
      {texts.kind === 'recurring' && (
        <>
          <fieldset className={styles['days']}>
            <legend>Days of the week, none for every day</legend>
            {weekdayNames.map((name, index) => (
              <CheckField
                key={name}
                label={name}
                checked={texts.weekdays.split(',').includes(String(index + 1))}
                onChange={() => toggleDay(index + 1)}
              />
            ))}
          </fieldset>
          <TextField label="Begins at" type="time" {...field('at')} />
          <TextField label="Days of the month" placeholder="1, 15" {...field('monthDays')} />
        </>
      )}
      {texts.kind === 'cron' && (
        <TextField
          label="Expression"
          hint="Minute, hour, day, month, weekday"
          spellCheck={false}
          {...field('expression')}
        />
      )}
      {texts.kind !== 'once' && <TextField label="Minutes" inputMode="numeric" {...field('minutes')} />}
      <TextField label="Time zone" spellCheck={false} {...field('timeZone')} />
      <OrganizationField {...field('organizationId')} />
      <TextField
        label="Groups of monitors"
        hint="Several with commas between; with neither groups nor monitors, all of the organization."
        {...field('groupNames')}
      />
      {texts.everywhere === '' && (
        <CoveredMonitors
          organizationId={Number(texts.organizationId)}
          chosen={texts.monitorIds}
          onChange={(chosen) => draft.set('monitorIds', chosen)}
        />
      )}
      <CheckField
        label="Covers every organization"
        checked={texts.everywhere !== ''}
        onChange={(event) => draft.set('everywhere', event.target.checked ? 'yes' : '')}
      />
      <TextAreaField label="Notes" rows={2} className={wideField} {...field('notes')} />
      <div className={wideField} role="status">
        {next.value ? (
          <p className={styles['next']}>
            {next.value.length === 0
              ? 'It is never again.'
              : `Next: ${next.value.map(({ from }) => absoluteTime(from)).join(' · ')}`}
          </p>
        ) : (
          next.status === 'failed' && <p className={styles['wrong']}>{next.error.message}</p>
        )}
      </div>
    </FormDialog>
  );
}
