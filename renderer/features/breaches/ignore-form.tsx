import type { Exposure } from '../../../shared/breach.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { wideField } from '../../components/form.tsx';
import { client } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';

const dayMs = 86_400_000;
const spans = [
  ['', 'For good'],
  ['30', 'For 30 days'],
  ['90', 'For 90 days'],
  ['365', 'For a year'],
] as const;

/** A breach that does not count here: why, and for how long. */
export function IgnoreForm({ exposure, onClose }: { exposure: Exposure; onClose: () => void }) {
  const { draft, submit, field } = useFormDraft(`ignore-breach:${exposure.id}`, { reason: '', days: '' });
  const { reason, days } = draft.values;
  const send = () =>
    void submit.run(async () => {
      const until = days === '' ? null : Date.now() + Number(days) * dayMs;
      await client.breaches.ignore({ ids: [exposure.id], reason, until });
      draft.clear();
      onClose();
      showToast(`${exposure.name} is ignored`);
    });
  return (
    <FormDialog
      title={`Ignore ${exposure.name}`}
      size="small"
      action="Ignore it"
      ready={reason.trim() !== ''}
      submit={submit}
      refusedTitle="Nothing was changed"
      draft={draft}
      onSubmit={send}
      onClose={onClose}
    >
      <TextField
        label="Why"
        className={wideField}
        hint="Kept with your name: the account is closed, the password was changed."
        maxLength={500}
        required
        {...field('reason')}
      />
      <SelectField label="How long" className={wideField} {...field('days')}>
        {spans.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
