import type { Webhook } from '../../../shared/webhook.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { client } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { nameOfEndpoint } from './webhook-words.ts';

interface RemoveWebhookProps {
  webhook: Webhook;
  onClose: () => void;
  onGone: () => void;
}

/** It cannot be taken back: the secret goes with it. */
export function RemoveWebhook({ webhook, onClose, onGone }: RemoveWebhookProps) {
  const submit = useSubmit();
  const remove = () =>
    void submit.run(async () => {
      await client.webhooks.remove({ id: webhook.id });
      onGone();
      showToast(`${nameOfEndpoint(webhook)} deleted`);
    });
  return (
    <Dialog
      title={`Delete ${nameOfEndpoint(webhook)}?`}
      onClose={onClose}
      size="small"
      role="alertdialog"
      describedBy="remove-text"
    >
      <Form label="Delete the endpoint" onSubmit={() => submit.busy || remove()}>
        <DialogBody>
          <p id="remove-text">
            Its secret and the log of its deliveries go with it, and nothing more is sent. To stop for a
            while, switch it off.
          </p>
          {submit.problem !== null && (
            <Notice tone="bad" title="Not deleted">
              {submit.problem}
            </Notice>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" type="submit" disabled={submit.busy}>
            Delete for good
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
