import type { HealthReport } from '../../../shared/health-report.ts';
import { SelectField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { client } from '../../lib/client.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';

interface ReportFormProps {
  onClose: () => void;
  onMade: (report: HealthReport) => void;
}

/** The whole month before this one: what clients are reported to of. */
function lastMonth(): { from: string; to: string } {
  const now = new Date();
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return {
    from: day(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)),
    to: day(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0)),
  };
}

/** Whose report, and of which days. */
export function ReportForm({ onClose, onMade }: ReportFormProps) {
  const organizations = useOrganizations();
  const { draft, submit, field } = useFormDraft('new-report', { organizationId: '', ...lastMonth() });
  const { values } = draft;
  const send = () =>
    void submit.run(async () => {
      const { from, to } = values;
      const report = await client.healthReports.create({
        organizationId: Number(values.organizationId),
        from,
        to,
      });
      draft.clear();
      onMade(report);
    });
  return (
    <FormDialog
      title="New health report"
      action="Make the report"
      ready={values.organizationId !== '' && values.from !== '' && values.to !== ''}
      submit={submit}
      refusedTitle="No report was made"
      draft={draft}
      onSubmit={send}
      onClose={onClose}
    >
      <SelectField label="Organization" required {...field('organizationId')}>
        <option value="">Choose one</option>
        {organizations.all.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <span />
      <TextField label="First day" type="date" required {...field('from')} />
      <TextField label="Last day" type="date" hint="Days are counted in UTC." required {...field('to')} />
    </FormDialog>
  );
}
