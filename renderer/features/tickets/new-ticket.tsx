import { useState } from 'react';
import { SelectField, TextAreaField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { MoreFields, wideField } from '../../components/form.tsx';
import { client } from '../../lib/client.ts';
import { useDraftFields } from '../../lib/draft-fields.ts';
import { ticketNumber } from '../../lib/format.ts';
import { showUndo } from '../../lib/toasts.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { undoById } from './change-tickets.ts';
import { emptyTicket, parseTicketNumber, ticketFromFields, type TicketField } from './new-ticket-fields.ts';
import { useNames } from './people.ts';
import { priorityLabels } from '../../lib/priority.ts';
import { keysOf, typeLabels } from './ticket-labels.ts';
import { ticketRows } from './rows.ts';
import { openTicket, useTriage } from './triage-store.ts';
import { WatcherFields } from './watcher-fields.tsx';

/** Writes a ticket. Whatever was typed is still there after Escape, a crash or a restart, until it is sent. */
export function NewTicket({ onClose }: { onClose: () => void }) {
  const { technicians, organizations, categories } = useNames();
  const draft = useDraftFields('new-ticket', emptyTicket);
  const { values, set } = draft;
  const submit = useSubmit();
  const [parentError, setParentError] = useState<string | undefined>();
  const { errors } = submit;
  const field = (name: TicketField) => ({
    value: values[name],
    error: errors[name],
    onBlur: draft.flush,
    onChange: (event: { target: { value: string } }) => set(name, event.target.value),
  });
  const create = () => {
    if (parseTicketNumber(values.parent) === undefined) {
      setParentError('Not a ticket number.');
      return;
    }
    void submit.run(async () => {
      const { ticket, changeId } = await client.tickets.create(ticketFromFields(values));
      ticketRows.receive([ticket]);
      draft.clear();
      onClose();
      if (useTriage.getState().openId !== null) openTicket(ticket.id);
      useTriage.setState({ focusId: ticket.id });
      showUndo(`${ticketNumber(ticket.id)} created`, () => void undoById(changeId, [ticket.id]));
    });
  };
  const ready = values.subject.trim() !== '' && values.description.trim() !== '';

  return (
    <FormDialog
      title="New ticket"
      size="large"
      action="Create ticket"
      ready={ready}
      submit={submit}
      refusedTitle="The ticket was not created"
      draft={draft}
      onSubmit={create}
      onClose={onClose}
    >
      <TextField label="Subject" className={wideField} maxLength={500} required {...field('subject')} />
      <TextAreaField label="Description" className={wideField} rows={6} required {...field('description')} />
      <SelectField label="Organization" {...field('organizationId')}>
        {organizations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField label="Requester" maxLength={200} {...field('requester')} />
      <SelectField label="Priority" {...field('priority')}>
        {keysOf(priorityLabels).map((priority) => (
          <option key={priority} value={priority}>
            {priorityLabels[priority]}
          </option>
        ))}
      </SelectField>
      <SelectField label="Assignee" {...field('assigneeId')}>
        <option value="">Nobody</option>
        {technicians
          .filter(({ active }) => active)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </SelectField>
      <SelectField label="Category" {...field('categoryId')}>
        <option value="">No category</option>
        {categories.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label="Type" {...field('type')}>
        {keysOf(typeLabels).map((type) => (
          <option key={type} value={type}>
            {typeLabels[type]}
          </option>
        ))}
      </SelectField>
      <MoreFields label="More fields">
        <TextField label="Requester’s e-mail" maxLength={254} {...field('requesterEmail')} />
        <TextField label="Device" maxLength={200} {...field('deviceId')} />
        <TextField
          label="Parent ticket"
          placeholder="TCK-…"
          {...field('parent')}
          error={parentError ?? errors['parentId']}
        />
        <TextAreaField
          label="Custom fields"
          hint="One a line, as Name: value"
          rows={2}
          {...field('customFields')}
        />
        <WatcherFields chosen={values.watchers} onChange={(watchers) => set('watchers', watchers)} />
      </MoreFields>
    </FormDialog>
  );
}
