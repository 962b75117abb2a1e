import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { SelectField, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { plural } from '../../lib/format.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { quiet, type Quieting } from './incident-changes.ts';
import { laterTimes } from './later-times.ts';

interface QuietFormProps {
  how: Quieting;
  ids: readonly number[];
  onClose: () => void;
}

const titles: Readonly<Record<Quieting, string>> = { acknowledge: 'Acknowledge', mute: 'Mute' };
const hints: Readonly<Record<Quieting, string>> = {
  acknowledge: 'Reminders stop. That it is back is still told.',
  mute: 'Nothing is told of it, its recovery neither.',
};

/** Why somebody is at it, and for how long: with a key and Enter nothing needs to be typed. */
export function QuietForm({ how, ids, onClose }: QuietFormProps) {
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('recovery');
  const submit = useSubmit();
  // Those of the moment in which it was opened: what one chose must not move.
  const [times] = useState(() => laterTimes(Date.now()));
  const title = `${titles[how]} ${plural(ids.length, 'incident')}`;
  const send = () =>
    void submit.run(async () => {
      const at = times.find(({ id }) => id === until)?.at ?? null;
      await quiet(how, ids, at, reason.trim() || null);
      onClose();
    });
  return (
    <Dialog title={title} onClose={onClose} size="small">
      <Form label={title} onSubmit={send}>
        <DialogBody>
          <TextField
            label="Reason"
            placeholder="Provider works on the line"
            hint={hints[how]}
            maxLength={1000}
            value={reason}
            error={submit.errors['reason']}
            onChange={(event) => setReason(event.target.value)}
          />
          <SelectField label="Until" value={until} onChange={(event) => setUntil(event.target.value)}>
            <option value="recovery">it recovers</option>
            {times.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </SelectField>
          {submit.problem !== null && (
            <Notice tone="bad" title="Nothing was changed">
              {submit.problem}
            </Notice>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" type="submit" keys="enter" disabled={submit.busy}>
            {titles[how]}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
