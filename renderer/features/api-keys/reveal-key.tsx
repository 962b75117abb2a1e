import type { RevealedKey } from '../../../shared/api-key.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { Notice } from '../../components/notice.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './api-keys.module.css';

async function copy(text: string, what: string): Promise<void> {
  try {
    await client.shell.copyText({ text });
    showToast(`${what} copied`);
  } catch (error) {
    showFailure(`Not copied: ${errorMessage(error)}`);
  }
}

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
        <h3 className={styles['legend']} style={{ marginTop: 14 }}>
          Key
        </h3>
        <div className={styles['secret']}>
          <code>{revealed.apiKey}</code>
          <Button onClick={() => void copy(revealed.apiKey, 'Key')}>Copy</Button>
        </div>
        <h3 className={styles['legend']}>Try it</h3>
        <div className={styles['secret']}>
          <code>{curl}</code>
          <Button onClick={() => void copy(curl, 'Line')}>Copy</Button>
        </div>
      </DialogBody>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </DialogActions>
    </Dialog>
  );
}
