import { useState, type ReactNode } from 'react';
import type { Finding } from '../../../shared/vulnerability.ts';
import { SelectField, TextAreaField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { Picker } from '../../components/picker.tsx';
import { plural, ticketNumber } from '../../lib/format.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { markFixed, openTicketOf, suppress } from './decide.ts';
import { useFindings, type FindingsOf } from './finding-list.tsx';

interface FindingQuestionProps {
  of: FindingsOf;
  onClose: () => void;
}

const dayMs = 86_400_000;
const spans = [
  { id: '30', label: '30 days', days: 30 },
  { id: '90', label: '90 days', days: 90 },
  { id: '180', label: '180 days', days: 180 },
  { id: 'ever', label: 'For ever', days: null },
] as const;

const openOf = (findings: readonly Finding[] | undefined) =>
  findings?.filter(({ state }) => state === 'open') ?? [];

interface ReasonFormProps extends FindingQuestionProps {
  title: string;
  label: string;
  hint: string;
  children?: ReactNode;
  send: (ids: readonly number[], reason: string) => Promise<void>;
}

/** A reason for all open findings of one vulnerability or one asset. */
function ReasonForm({ of, title, label, hint, children, send, onClose }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  const submit = useSubmit();
  const open = openOf(useFindings(of).value);
  const run = () =>
    void submit.run(async () => {
      await send(
        open.map(({ id }) => id),
        reason,
      );
      onClose();
    });
  return (
    <FormDialog
      title={`${title} ${plural(open.length, 'open finding')}`}
      size="small"
      action={title}
      ready={open.length > 0 && reason.trim() !== ''}
      submit={submit}
      draft={{ dirty: reason !== '', clear: () => setReason('') }}
      onSubmit={run}
      onClose={onClose}
    >
      <TextAreaField
        label={label}
        hint={hint}
        maxLength={2000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        autoFocus
      />
      {children}
    </FormDialog>
  );
}

/** Not to be dealt with, for a while or for ever, and why. */
export function SuppressForm(props: FindingQuestionProps) {
  const [span, setSpan] = useState<string>('90');
  return (
    <ReasonForm
      {...props}
      title="Suppress"
      label="Reason"
      hint="Stands in the history and in reports. When its time is over it is open again."
      send={(ids, reason) => {
        const days = spans.find(({ id }) => id === span)?.days ?? null;
        return suppress(ids, reason, days === null ? null : Date.now() + days * dayMs);
      }}
    >
      <SelectField label="For" value={span} onChange={(event) => setSpan(event.target.value)}>
        {spans.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </SelectField>
    </ReasonForm>
  );
}

/** Mended although the version says otherwise. */
export function EvidenceForm(props: FindingQuestionProps) {
  return (
    <ReasonForm
      {...props}
      title="Mark fixed"
      label="Evidence"
      hint="What shows that this version was mended: a notice of its maker, a backported package. Another version opens it again."
      send={markFixed}
    />
  );
}

/** Which finding a ticket is to be about; of one, nothing is asked. */
export function TicketPicker({ of, onClose }: FindingQuestionProps) {
  const open = openOf(useFindings(of).value);
  return (
    <Picker
      title="A ticket about"
      placeholder="Which finding?"
      options={open.map(({ id, assetName, cve, ticketId }) => ({
        id: String(id),
        label: `${cve} on ${assetName ?? 'an asset'}`,
        hint: ticketId === null ? undefined : ticketNumber(ticketId),
      }))}
      emptyText="Nothing is open here."
      onPick={({ id }) => void openTicketOf(Number(id))}
      onClose={onClose}
    />
  );
}
