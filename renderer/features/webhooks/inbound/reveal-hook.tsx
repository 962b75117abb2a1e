import { Button } from '../../../components/button.tsx';
import { CopyLine } from '../../../components/copy-line.tsx';
import { Dialog, DialogActions, DialogBody } from '../../../components/dialog.tsx';
import { Notice } from '../../../components/notice.tsx';
import { useAnswer } from '../../../lib/use-answer.ts';
import type { MadeConnection } from './connection-form.tsx';

/** Where the service is to send its events: the one time that the address and its secret are shown whole. */
export function RevealHook({ made, onClose }: { made: MadeConnection; onClose: () => void }) {
  const { connection, hookSecret } = made;
  const local = useAnswer('system', 'status', {}).value?.address ?? '';
  const lan = useAnswer('connections', 'listener', {}).value?.state;
  return (
    <Dialog title={`Webhooks of ${connection.name}`} onClose={onClose}>
      <DialogBody>
        <Notice tone="warn" title="This is the only time that they are shown whole">
          Enter them where {connection.name} asks for a webhook.
        </Notice>
        <CopyLine label="Address" text={`${connection.publicUrl ?? local}${connection.hookPath}`} />
        {lan?.state === 'listening' &&
          lan.urls.map((url) => (
            <CopyLine key={url} label="Address in the LAN" text={`${url}${connection.hookPath}`} />
          ))}
        {hookSecret !== null && <CopyLine label="Secret" text={hookSecret} />}
      </DialogBody>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          I have copied them
        </Button>
      </DialogActions>
    </Dialog>
  );
}
