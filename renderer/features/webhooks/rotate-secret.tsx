import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { SelectField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSubmit } from '../../lib/use-submit.ts';

const overlaps = [
  ['1', 'One hour'],
  ['24', 'One day'],
  ['168', 'One week'],
  ['0', 'Not at all: it ends now'],
] as const;

interface RotateSecretProps {
  of: string;
  /** What both secrets do meanwhile: "sign each delivery". */
  meanwhile: string;
  rotate: (overlapHours: number) => Promise<void>;
  onClose: () => void;
}

/** Another secret in the place of this one, with time to enter it at the other side. */
export function RotateSecret({ of, meanwhile, rotate, onClose }: RotateSecretProps) {
  const [overlap, setOverlap] = useState('24');
  const submit = useSubmit();
  return (
    <Dialog title={`New secret for ${of}`} onClose={onClose} size="small">
      <Form
        label="New secret"
        onSubmit={() => void (submit.busy || submit.run(() => rotate(Number(overlap))))}
      >
        <DialogBody>
          <p>A new one is made and shown once. Until the old one ends, both {meanwhile}.</p>
          <SelectField
            label="The old secret goes on for"
            value={overlap}
            onChange={(event) => setOverlap(event.target.value)}
          >
            {overlaps.map(([hours, words]) => (
              <option key={hours} value={hours}>
                {words}
              </option>
            ))}
          </SelectField>
          {submit.problem !== null && (
            <Notice tone="bad" title="No new secret was made">
              {submit.problem}
            </Notice>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={submit.busy}>
            Make a new one
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
