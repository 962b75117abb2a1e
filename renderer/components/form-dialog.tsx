import type { ReactNode } from 'react';
import type { Submit } from '../lib/use-submit.ts';
import { Button } from './button.tsx';
import { Dialog, DialogActions, DialogBody, type DialogProps } from './dialog.tsx';
import { FieldGrid, Form } from './form.tsx';
import { Notice } from './notice.tsx';

interface FormDialogProps {
  title: string;
  size?: NonNullable<DialogProps['size']>;
  /** What the main button does: "Create ticket". */
  action: string;
  /** Everything that is needed has been filled in. */
  ready: boolean;
  submit: Pick<Submit, 'busy' | 'problem'>;
  /** What stands over the reason of a refusal. */
  refusedTitle?: string;
  /** What has been typed so far, where it is kept. */
  draft: { readonly dirty: boolean; readonly clear: () => void };
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A record written in a dialog: its fields, why it was refused, and the way out with everything kept. */
export function FormDialog(props: FormDialogProps) {
  const { title, action, ready, submit, draft, onClose } = props;
  return (
    <Dialog title={title} onClose={onClose} size={props.size ?? 'medium'}>
      <Form label={title} onSubmit={() => ready && !submit.busy && props.onSubmit()}>
        <DialogBody>
          <FieldGrid>{props.children}</FieldGrid>
          {submit.problem !== null && (
            <Notice tone="bad" title={props.refusedTitle ?? 'Not saved'}>
              {submit.problem} What you typed is kept.
            </Notice>
          )}
        </DialogBody>
        <DialogActions>
          {draft.dirty && (
            <Button variant="quiet" onClick={draft.clear}>
              Start over
            </Button>
          )}
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" type="submit" keys="mod+enter" disabled={!ready || submit.busy}>
            {action}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
