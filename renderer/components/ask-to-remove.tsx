import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Dialog, DialogActions, DialogBody } from './dialog.tsx';
import { Form } from './form.tsx';
import { Notice } from './notice.tsx';
import { showToast } from '../lib/toasts.ts';
import { useSubmit } from '../lib/use-submit.ts';

interface AskToRemoveProps {
  name: string;
  remove: () => Promise<void>;
  onClose: () => void;
  onGone: () => void;
  /** What goes with it. */
  children: ReactNode;
}

/** It cannot be taken back, as secrets go with it: so it asks. */
export function AskToRemove({ name, remove, onClose, onGone, children }: AskToRemoveProps) {
  const submit = useSubmit();
  const send = () =>
    void submit.run(async () => {
      await remove();
      onGone();
      showToast(`${name} deleted`);
    });
  return (
    <Dialog
      title={`Delete ${name}?`}
      onClose={onClose}
      size="small"
      role="alertdialog"
      describedBy="remove-text"
    >
      <Form label={`Delete ${name}`} onSubmit={() => submit.busy || send()}>
        <DialogBody>
          <p id="remove-text">{children}</p>
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
