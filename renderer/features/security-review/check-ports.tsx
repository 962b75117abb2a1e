import { useState } from 'react';
import { watchedPorts } from '../../../shared/review-rules.ts';
import type { PortCheck } from '../../../shared/security-review.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { client } from '../../lib/client.ts';
import { plural } from '../../lib/format.ts';
import { showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import styles from './security-review.module.css';

/** As many as one call takes. */
const most = 50;
const ports = Object.entries(watchedPorts)
  .map(([port, { name }]) => `${port} (${name})`)
  .join(', ');

/** Asks whether the client agreed before anything is sent to its machines. */
export function CheckPorts({ organizationId, onClose }: { organizationId: number; onClose: () => void }) {
  const answer = useAnswer('reviews', 'ports', { organizationId });
  const [agreed, setAgreed] = useState(false);
  const [failed, setFailed] = useState<readonly PortCheck[]>([]);
  const submit = useSubmit();
  const assets = toCheck(answer.value ?? []);
  const start = () =>
    void submit.run(async () => {
      const checked = await client.reviews.checkPorts({
        assetIds: assets.map(({ assetId }) => assetId),
        agreed: true,
      });
      const errors = checked.filter(({ error }) => error !== null);
      showToast(`${plural(checked.length - errors.length, 'asset')} checked`);
      if (errors.length === 0) onClose();
      else setFailed(errors);
    });
  const ready = agreed && assets.length > 0 && !submit.busy;
  return (
    <Dialog title="Check open ports" onClose={onClose} size="medium" describedBy="ports-text">
      <Form label="Check open ports" onSubmit={() => ready && start()}>
        <DialogBody>
          <p id="ports-text">
            {assets.length === 0
              ? 'No asset of this organization has an address or a name that could be asked.'
              : `Techbench connects from this computer to ${assetsText(assets.length)}, at their own addresses, and hangs up at once. Nothing is sent.`}
          </p>
          {assets.length > 0 && (
            <>
              <p className={styles['ports']}>Ports: {ports}.</p>
              <label className={styles['agreed']}>
                <input
                  type="checkbox"
                  checked={agreed}
                  onChange={(event) => setAgreed(event.target.checked)}
                />
                The client agreed to this check. My name is noted with it.
              </label>
            </>
          )}
          {failed.length > 0 && (
            <Notice tone="warn" title={`${plural(failed.length, 'asset')} could not be checked`}>
              {failed.map(({ name, error }) => `${name}: ${error}`).join(' ')}
            </Notice>
          )}
          {submit.problem !== null && (
            <Notice tone="bad" title="Not checked">
              {submit.problem}
            </Notice>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" type="submit" keys="mod+enter" disabled={!ready}>
            {submit.busy ? 'Checking…' : 'Check'}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

function assetsText(count: number): string {
  return count < most ? plural(count, 'asset') : `the ${count} assets that were looked at longest ago`;
}

/** Those with an address; what was never looked at first, then what was looked at longest ago. */
function toCheck(all: readonly PortCheck[]): readonly PortCheck[] {
  return all
    .filter(({ address }) => address !== null)
    .toSorted((a, b) => (a.checkedAt ?? 0) - (b.checkedAt ?? 0))
    .slice(0, most);
}
