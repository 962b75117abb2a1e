import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { navigate } from '../../lib/navigation.ts';
import { useTriage } from './triage-store.ts';

/** Gives what is listed now a name and a place in the sidebar. */
export function SaveFilter({ onClose }: { onClose: () => void }) {
  const listing = useTriage((triage) => triage.listing);
  const { text: name, setText: setName, clear } = useDraft('new-filter');
  const [problem, setProblem] = useState<string | undefined>();
  const save = async () => {
    try {
      const saved = await client.savedFilters.create(
        listing.kind === 'view'
          ? { name: name.trim(), view: listing.view, filter: listing.filter }
          : { name: name.trim(), query: listing.query },
      );
      clear();
      onClose();
      navigate({ screen: 'tickets', source: { kind: 'filter', id: saved.id }, ticketId: null });
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
