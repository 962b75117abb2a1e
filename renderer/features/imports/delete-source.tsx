import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { client } from '../../lib/client.ts';
import { showToast } from '../../lib/toasts.ts';
import { useSubmit } from '../../lib/use-submit.ts';

interface DeleteSourceProps {
  fileId: string;
  fileName: string;
  onClose: () => void;
}

/** What was imported lies in the vault now; the file it came from lies open to whoever finds it. */
export function DeleteSource({ fileId, fileName, onClose }: DeleteSourceProps) {
  const id = useId();
  const submit = useSubmit();
  const remove = () =>
    void submit.run(async () => {
      await client.shell.deleteImportFile({ fileId });
      showToast(`${fileName} was written over and deleted`);
      onClose();
    });
  return (
    <Dialog title={`Delete ${fileName}?`} role="alertdialog" describedBy={id} size="small" onClose={onClose}>
      <DialogBody>
        <p id={id}>
          Everything in it is in the vault now, and the file still holds it. Techbench writes over it before
          it deletes it; copies in backups, in the bin or in a mailbox remain yours to find, and some drives
          keep what was written over.
        </p>
        {submit.problem !== null && (
          <Notice tone="bad" title="The file was not deleted">
            {submit.problem}
          </Notice>
        )}
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>Keep the file</Button>
        <Button variant="danger" disabled={submit.busy} onClick={remove}>
          Delete the file
        </Button>
      </DialogActions>
    </Dialog>
  );
}
