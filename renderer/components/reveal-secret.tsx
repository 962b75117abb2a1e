import { Button } from './button.tsx';
import { CopyLine } from './copy-line.tsx';
import { Dialog, DialogActions, DialogBody } from './dialog.tsx';
import { Notice } from './notice.tsx';

interface RevealSecretProps {
  /** Whose it is: the host of an endpoint, the name of a connection. */
  of: string;
  secret: string;
  onClose: () => void;
}

/** The one time that a signing secret is shown. */
export function RevealSecret({ of, secret, onClose }: RevealSecretProps) {
  return (
    <Dialog title={`Signing secret of ${of}`} onClose={onClose}>
      <DialogBody>
        <Notice tone="warn" title="This is the only time it is shown">
          Techbench keeps it sealed in the vault. Enter it at the other side, which checks with it that what
          arrives is genuine.
        </Notice>
        <CopyLine label="Secret" text={secret} />
      </DialogBody>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      </DialogActions>
    </Dialog>
  );
}
