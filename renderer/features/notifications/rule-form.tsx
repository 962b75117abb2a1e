import { useState } from 'react';
import { alertSeverity } from '../../../shared/alert.ts';
import type { Channel } from '../../../shared/channel.ts';
import type { NotificationRule } from '../../../shared/notification-rule.ts';
import { CheckField, SelectField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { QuietHoursFields, usualQuiet } from '../../components/quiet-hours-fields.tsx';
import { kindLabels, severityLabels } from '../../lib/alert-names.ts';
import { client } from '../../lib/client.ts';
import { eventWords } from '../../lib/event-words.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { ChoiceFields } from './choice-fields.tsx';
import { readAddresses } from './notification-words.ts';
import { StepFields, type WrittenStep } from './step-fields.tsx';

interface RuleFormProps {
  /** The rule that is changed; null for a new one. */
  rule: NotificationRule | null;
  /** At least one. */
  channels: readonly Channel[];
  onClose: () => void;
  onMade: (rule: NotificationRule) => void;
}

/** Who is told of what, and when not. */
export function RuleForm({ rule, channels, onClose, onMade }: RuleFormProps) {
  const organizations = useOrganizations();
  const { draft, submit, field } = useFormDraft(rule ? `rule:${rule.id}` : 'new-rule', {
    name: rule?.name ?? '',
    organizationId: String(rule?.organizationId ?? ''),
    leastSeverity: rule?.leastSeverity ?? 'warning',
    batchSeconds: String(rule?.batchSeconds ?? 30),
  });
  const [alerts, setAlerts] = useState<NotificationRule['alerts']>(rule?.alerts ?? ['monitor']);
  const [events, setEvents] = useState<NotificationRule['events']>(rule?.events ?? []);
  const [quietHours, setQuietHours] = useState(rule?.quietHours ?? null);
  const [criticalPasses, setCriticalPasses] = useState(rule?.criticalPasses ?? true);
  const [steps, setSteps] = useState<WrittenStep[]>(() =>
    (rule?.steps ?? [{ channelId: channels[0]!.id, afterMinutes: 0, recipients: [] }]).map((step) => ({
      channelId: String(step.channelId),
      afterMinutes: String(step.afterMinutes),
      recipients: step.recipients.join(', '),
    })),
  );
  const { values } = draft;
  const send = () =>
    void submit.run(async () => {
      const given = {
        name: values.name,
        organizationId: values.organizationId === '' ? null : Number(values.organizationId),
        alerts,
        events,
        leastSeverity: alertSeverity.safeParse(values.leastSeverity).data ?? 'warning',
        quietHours,
        criticalPasses,
        batchSeconds: Number(values.batchSeconds),
        steps: steps.map(({ channelId, afterMinutes, recipients }) => ({
          channelId: Number(channelId),
          afterMinutes: Number(afterMinutes),
          recipients: readAddresses(recipients),
        })),
      };
      const made = rule
        ? await client.notificationRules.update({ id: rule.id, patch: given })
        : await client.notificationRules.create(given);
      draft.clear();
      onMade(made);
    });
  return (
    <FormDialog
      title={rule ? 'Edit rule' : 'New rule'}
      size="large"
      action={rule ? 'Save' : 'Create rule'}
      ready={values.name.trim() !== '' && alerts.length + events.length > 0}
      submit={submit}
      refusedTitle={rule ? 'Nothing was changed' : 'No rule was made'}
      draft={draft}
      onSubmit={send}
      onClose={onClose}
    >
      <TextField label="Name" maxLength={120} placeholder="Nights" required {...field('name')} />
      <SelectField label="Of" {...field('organizationId')}>
        <option value="">Every organization</option>
        {organizations.all.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <ChoiceFields label="Alerts" words={kindLabels} chosen={alerts} onChange={setAlerts} />
      <SelectField label="From this severity on" {...field('leastSeverity')}>
        {alertSeverity.options.map((each) => (
          <option key={each} value={each}>
            {severityLabels[each]}
          </option>
        ))}
      </SelectField>
      <TextField
        label="One message for what happens within seconds"
        inputMode="numeric"
        {...field('batchSeconds')}
      />
      <ChoiceFields label="Events" words={eventWords} chosen={events} onChange={setEvents} />
      <StepFields
        steps={steps}
        channels={channels}
        error={submit.errors['steps'] ?? submit.errors['patch.steps']}
        onChange={setSteps}
      />
      <CheckField
        label="Quiet hours"
        hint="What happens in them is told when they end, by the clock of this computer."
        checked={quietHours !== null}
        onChange={(event) => setQuietHours(event.target.checked ? usualQuiet : null)}
      />
      {quietHours && (
        <>
          <CheckField
            label="Critical alerts are told all the same"
            checked={criticalPasses}
            onChange={(event) => setCriticalPasses(event.target.checked)}
          />
          <QuietHoursFields value={quietHours} onChange={setQuietHours} />
        </>
      )}
    </FormDialog>
  );
}
