import type { ApiKey } from '../../../shared/api-key.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { client } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { useSubmit } from '../../lib/use-submit.ts';

/** The one thing here that cannot be taken back, so it asks. */
export function RevokeKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const submit = useSubmit();
  const revoke = () => {
    if (submit.busy) return;
    void submit.run(async () => {
      await client.keys.revoke({ id: apiKey.id });
      onClose();
      showToast(`${apiKey.name} revoked`);
    });
  };
  return (
    <Dialog
      title={`Revoke ${apiKey.name}?`}
      onClose={onClose}
      size="small"
      role="alertdialog"
      describedBy="revoke-text"
    >
      <Form label="Revoke the key" onSubmit={revoke}>
        <DialogBody>
          <p id="revoke-text">
            Whatever uses <code>…{apiKey.lastFour}</code> is refused from this moment on. It cannot be taken
            back; a new key can be made at any time.
          </p>
          {submit.problem !== null && (
            <Notice tone="bad" title="Not revoked">
              {submit.problem} The key still works.
            </Notice>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" type="submit" disabled={submit.busy}>
            Revoke for good
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
