import { useState } from 'react';
import { errorMessage } from '../lib/client.ts';
import { useDraft } from '../lib/drafts.ts';
import { Button } from './button.tsx';
import { Dialog, DialogActions, DialogBody } from './dialog.tsx';
import { TextField } from './field.tsx';

interface SaveFilterProps {
  draftKey: string;
  /** Keeps what is listed now under the name, and goes there. */
  onSave: (name: string) => Promise<void>;
  onClose: () => void;
}

/** Gives what is listed now a name and a place in the sidebar. */
export function SaveFilter({ draftKey, onSave, onClose }: SaveFilterProps) {
  const { text: name, setText: setName, clear } = useDraft(draftKey);
  const [problem, setProblem] = useState<string | undefined>();
  const save = async () => {
    try {
      await onSave(name.trim());
      clear();
      onClose();
    } catch (error) {
      setProblem(errorMessage(error));
    }
  };
  return (
    <Dialog title="Save filter" onClose={onClose} size="small">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void save();
        }}
      >
        <DialogBody>
          <TextField
            label="Name"
            hint="It gets its own line and count in the sidebar."
            error={problem}
            value={name}
            maxLength={80}
            onChange={(event) => setName(event.target.value)}
          />
        </DialogBody>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" disabled={name.trim() === ''}>
            Save
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
