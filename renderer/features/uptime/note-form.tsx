import { useDraft } from '../../lib/drafts.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { TextAreaField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { client } from '../../lib/client.ts';
import { putAnswer } from '../../lib/answers.ts';
import { useSubmit } from '../../lib/use-submit.ts';

/** Something worth knowing about an outage, for whoever looks at it next. */
export function NoteForm({ incidentId, onClose }: { incidentId: number; onClose: () => void }) {
  const draft = useDraft(`incident-note:${incidentId}`);
  const submit = useSubmit();
  const isEmpty = draft.text.trim() === '';
  const send = () => {
    if (isEmpty || submit.busy) return;
    void submit.run(async () => {
      const incident = await client.incidents.note({ id: incidentId, text: draft.text.trim() });
      putAnswer('incidents.get', { id: incidentId }, incident);
      draft.clear();
      onClose();
    });
  };
  return (
    <Dialog title="Note on this incident" onClose={onClose} size="small">
      <Form label="Note" onSubmit={send}>
        <DialogBody>
          <TextAreaField
            label="Note"
            rows={4}
            maxLength={10_000}
            value={draft.text}
            error={submit.problem ?? undefined}
            onBlur={draft.flush}
            onChange={(event) => draft.setText(event.target.value)}
          />
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" type="submit" keys="mod+enter" disabled={isEmpty || submit.busy}>
            Add note
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
