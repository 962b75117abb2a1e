import type { RevealedKey } from '../../../shared/api-key.ts';
import { Button } from '../../components/button.tsx';
import { CopyLine } from '../../components/copy-line.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { useAnswer } from '../../lib/use-answer.ts';

/** The one time that the key is shown whole, with a line that tries it out. */
export function RevealKey({ revealed, onClose }: { revealed: RevealedKey; onClose: () => void }) {
  const address = useAnswer('system', 'status', {}).value?.address ?? 'http://127.0.0.1:8080';
  const reads = revealed.key.scopes.includes('tickets:read');
  const path = reads ? '/v1/api/tickets?limit=5' : '/api/public/v1/ping';
  const curl = `curl -H "Authorization: Bearer ${revealed.apiKey}" "${address}${path}"`;
  return (
    <Dialog title={`Key for ${revealed.key.name}`} onClose={onClose}>
      <DialogBody>
        <Notice tone="warn" title="This is the only time it is shown">
          Techbench keeps a fingerprint of it and cannot show it again. Copy it to where it is used.
        </Notice>
        <CopyLine label="Key" text={revealed.apiKey} />
        <CopyLine label="Try it" text={curl} />
      </DialogBody>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </DialogActions>
    </Dialog>
  );
}
