import type { BreachImpact } from '../../../shared/breach.ts';
import { TextAreaField, TextField } from '../../components/field.tsx';
import { FormDialog } from '../../components/form-dialog.tsx';
import { wideField } from '../../components/form.tsx';
import { client } from '../../lib/client.ts';
import { navigate } from '../../lib/navigation.ts';
import { parseRoute } from '../../lib/route.ts';
import { showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';

/** A message to the customer, written out already; it becomes the unsent reply of a new ticket. */
export function CustomerTicket({ id, onClose }: { id: number; onClose: () => void }) {
  const impact = useAnswer('breaches', 'impact', { id }).value;
  return impact ? <Written id={id} draft={impact.draft} onClose={onClose} /> : null;
}

function Written({
  id,
  draft: given,
  onClose,
}: {
  id: number;
  draft: BreachImpact['draft'];
  onClose: () => void;
}) {
  const { draft, submit, field } = useFormDraft(`breach-ticket:${id}`, given);
  const send = () =>
    void submit.run(async () => {
      const { ticketId } = await client.breaches.openTicket({ id, ...draft.values });
      draft.clear();
      onClose();
      showToast('Ticket opened; the message is its reply, not yet sent');
      const route = parseRoute(`ticket/${ticketId}`);
      if (route) navigate(route);
    });
  return (
    <FormDialog
      title="Write to the customer"
      size="large"
      action="Open a ticket"
      ready={draft.values.subject.trim() !== '' && draft.values.message.trim() !== ''}
      submit={submit}
      refusedTitle="No ticket was opened"
      draft={draft}
      onSubmit={send}
      onClose={onClose}
    >
      <TextField label="Subject" className={wideField} maxLength={500} required {...field('subject')} />
      <TextAreaField
        label="Message"
        className={wideField}
        rows={14}
        hint="Lies ready as the ticket’s reply; nothing is sent before you send it there."
        required
        {...field('message')}
      />
    </FormDialog>
  );
}
