import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { useAnswer } from '../../lib/use-answer.ts';
import { useSubmit } from '../../lib/use-submit.ts';
import { confirm, useConfirmation } from '../../lib/confirmation.ts';

/** Lies over whatever asked for a secret of an entry that wants to know who is there. */
export function ConfirmDialog() {
  const question = useConfirmation((state) => state.question);
  return question && <Question key={question.title} title={question.title} answer={question.answer} />;
}

function Question({ title, answer }: { title: string; answer: (confirmed: boolean) => void }) {
  const status = useAnswer('vault', 'status', {}).value;
  const byPassphrase =
    status?.protection === 'passphrase' || status?.protection === 'keychain_and_passphrase';
  const [passphrase, setPassphrase] = useState('');
  const submit = useSubmit();
  const ready = !byPassphrase || passphrase !== '';
  const send = () => {
    if (!ready || submit.busy) return;
    void submit.run(async () => {
      await confirm(byPassphrase ? passphrase : null);
      answer(true);
    });
  };
  return (
    <Dialog title={`${title} asks who is there`} size="small" onClose={() => answer(false)}>
      <Form label="Confirm who is there" onSubmit={send}>
        <DialogBody>
          {byPassphrase ? (
            <PasswordField
              label="Passphrase of the vault"
              value={passphrase}
              error={submit.problem ?? undefined}
              onChange={(event) => setPassphrase(event.target.value)}
            />
          ) : (
            <p>
              Confirm that you want to see its secrets. For a minute, entries that ask the same are shown
              without another question.
            </p>
          )}
          {!byPassphrase && submit.problem !== null && (
            <Notice tone="bad" title="Not confirmed">
              {submit.problem}
            </Notice>
          )}
        </DialogBody>
        <DialogActions>
          <Button onClick={() => answer(false)}>Close</Button>
          <Button variant="primary" type="submit" keys="mod+enter" disabled={!ready || submit.busy}>
            Confirm
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
