import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { Form } from '../../components/form.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { useSubmit } from '../../lib/use-submit.ts';

interface FilePasswordProps {
  fileName: string;
  /** Reads the file with it; throws where it does not open it. */
  onPassword: (password: string) => Promise<void>;
  onClose: () => void;
}

/** An encrypted file wants its password; it opens the file and is kept no longer than the preview stands. */
export function FilePassword({ fileName, onPassword, onClose }: FilePasswordProps) {
  const [password, setPassword] = useState('');
  const submit = useSubmit();
  const send = () => {
    if (password !== '' && !submit.busy) void submit.run(() => onPassword(password));
  };
  return (
    <Dialog title={`${fileName} is encrypted`} size="small" onClose={onClose}>
      <Form label="Open the file" onSubmit={send}>
        <DialogBody>
          <PasswordField
            label="Password of the file"
            value={password}
            error={submit.problem ?? undefined}
            onChange={(event) => setPassword(event.target.value)}
          />
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" type="submit" keys="mod+enter" disabled={password === '' || submit.busy}>
            {submit.busy ? 'Opening…' : 'Open it'}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
