import type { KeyboardEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { TextAreaField } from '../../components/field.tsx';
import { useDraft } from '../../lib/drafts.ts';
import { pressName } from '../../lib/keys.ts';
import { nameTickets } from './change-tickets.ts';
import { sendMessage } from './ticket-verbs.ts';

interface BulkMessageProps {
  ids: number[];
  visibility: 'public' | 'internal';
  onClose: () => void;
}

/** One text to many tickets. */
export function BulkMessage({ ids, visibility, onClose }: BulkMessageProps) {
  const isReply = visibility === 'public';
  const draft = useDraft(isReply ? 'reply:selection' : 'note:selection');
  const send = (resolve: boolean) => {
    const { text } = draft;
    if (text.trim() === '') return;
    onClose();
    draft.clear();
    void sendMessage({ ids, text, visibility, ...(resolve ? { status: 'resolved' } : {}) }).then((taken) => {
      if (!taken) draft.setText(text);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const press = pressName(event);
    if (press !== 'mod+enter' && press !== 'mod+shift+enter') return;
    event.preventDefault();
    send(press === 'mod+shift+enter');
  };
  return (
    <Dialog title={`${isReply ? 'Reply to' : 'Internal note on'} ${nameTickets(ids)}`} onClose={onClose}>
      <DialogBody>
        <TextAreaField
          label={isReply ? 'Reply' : 'Note'}
          hint={isReply ? 'Each ticket gets the same reply.' : 'Only technicians see it.'}
          rows={8}
          value={draft.text}
          onChange={(event) => draft.setText(event.target.value)}
          onBlur={draft.flush}
          onKeyDown={onKeyDown}
        />
      </DialogBody>
      <DialogActions>
        <Button onClick={() => send(true)}>{isReply ? 'Send and resolve' : 'Add and resolve'}</Button>
        <Button variant="primary" keys="mod+enter" onClick={() => send(false)}>
          {isReply ? 'Send' : 'Add note'}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
