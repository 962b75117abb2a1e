import { useState } from 'react';
import type { ApiKey, RevealedKey } from '../../../shared/api-key.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { SelectField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { client } from '../../lib/client.ts';
import { useSubmit } from '../../lib/use-submit.ts';

/** Hours that the old key goes on; empty means until it is revoked. */
const overlaps = [
  ['1', 'One hour'],
  ['24', 'One day'],
  ['168', 'One week'],
  ['', 'Until I revoke it'],
  ['0', 'Not at all: it ends now'],
] as const;

interface RotateKeyProps {
  apiKey: ApiKey;
  onClose: () => void;
  onIssued: (revealed: RevealedKey) => void;
}

export function RotateKey({ apiKey, onClose, onIssued }: RotateKeyProps) {
  const [overlap, setOverlap] = useState('24');
  const submit = useSubmit();
  const rotate = () => {
    if (submit.busy) return;
    void submit.run(async () => {
      const overlapHours = overlap === '' ? null : Number(overlap);
      onIssued(await client.keys.rotate({ id: apiKey.id, overlapHours }));
    });
  };
  return (
    <Dialog title={`Rotate ${apiKey.name}`} onClose={onClose} size="small">
      <Form label="Rotate the key" onSubmit={rotate}>
        <DialogBody>
          <p style={{ marginBottom: 12 }}>
            A new key with the same scopes, organization, tier and expiry takes its place.
          </p>
          <SelectField
            label="The old key goes on for"
            value={overlap}
            onChange={(event) => setOverlap(event.target.value)}
          >
            {overlaps.map(([hours, words]) => (
              <option key={words} value={hours}>
                {words}
              </option>
            ))}
          </SelectField>
          {submit.problem !== null && (
            <Notice tone="bad" title="Not rotated">
              {submit.problem} The key works as before.
            </Notice>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={submit.busy}>
            Rotate
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
