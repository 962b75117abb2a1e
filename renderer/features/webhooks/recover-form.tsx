import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { SelectField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { client } from '../../lib/client.ts';
import { plural } from '../../lib/format.ts';
import { showToast } from '../../lib/toasts.ts';
import { useSubmit } from '../../lib/use-submit.ts';

const hourMs = 3_600_000;
const spans = [
  ['1', 'the last hour'],
  ['24', 'the last day'],
  ['168', 'the last week'],
  ['720', 'the last 30 days'],
] as const;

interface RecoverFormProps {
  endpoints: ReadonlyMap<number, string>;
  /** The endpoint that the log is narrowed to. */
  webhookId: number | null;
  onClose: () => void;
}

/** Sends everything again that was given up while the other side was away. */
export function RecoverForm({ endpoints, webhookId, onClose }: RecoverFormProps) {
  const [endpoint, setEndpoint] = useState(String(webhookId ?? ''));
  const [hours, setHours] = useState('24');
  const submit = useSubmit();
  const recover = () =>
    void submit.run(async () => {
      const { recovered } = await client.deliveries.recover({
        webhookId: endpoint === '' ? null : Number(endpoint),
        since: Date.now() - Number(hours) * hourMs,
      });
      onClose();
      showToast(`${plural(recovered, 'delivery')} sent again`);
    });
  return (
    <Dialog title="Send failed deliveries again" onClose={onClose} size="small">
      <Form label="Send again" onSubmit={() => submit.busy || recover()}>
        <DialogBody>
          <SelectField label="To" value={endpoint} onChange={({ target }) => setEndpoint(target.value)}>
            <option value="">every endpoint</option>
            {[...endpoints].map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <SelectField
            label="All that failed within"
            hint="Each keeps its id and is signed with the secret of today. Many are spread over a while."
            value={hours}
            onChange={({ target }) => setHours(target.value)}
          >
            {spans.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </SelectField>
          {submit.problem !== null && (
            <Notice tone="bad" title="Nothing was sent">
              {submit.problem}
            </Notice>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={submit.busy}>
            Send them again
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
