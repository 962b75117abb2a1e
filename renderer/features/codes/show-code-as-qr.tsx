import { encodeQR } from 'qr';
import { useEffect, useState } from 'react';
import type { ShownCode } from '../../../shared/one-time-code.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { askToConfirm } from '../../lib/confirmation.ts';
import { nameOfCode } from './find-codes.ts';
import styles from './codes.module.css';

interface ShowCodeAsQrProps {
  code: ShownCode;
  onClose: () => void;
}

/** The secret of a code for another phone. Whoever sits there says so again first, whatever the entry asks for. */
export function ShowCodeAsQr({ code, onClose }: ShowCodeAsQrProps) {
  const { entryId } = code;
  const name = nameOfCode(code);
  const [state, setState] = useState<{ uri: string } | { problem: string } | null>(null);
  useEffect(() => {
    let gone = false;
    const show = async () => {
      if (!(await askToConfirm(name))) return onClose();
      const { oneTimeCode } = await client.entries.reveal({ id: entryId, parts: ['oneTimeCode'] });
      if (gone) return undefined;
      setState(
        oneTimeCode ? { uri: oneTimeCode.uri } : { problem: 'The entry has no one-time code any more.' },
      );
    };
    show().catch((error: unknown) => !gone && setState({ problem: errorMessage(error) }));
    return () => {
      gone = true;
    };
  }, [entryId, name, onClose]);
  // Nothing lies over the screen while the question does.
  if (state === null) return null;
  return (
    <Dialog title={`QR code of ${name}`} onClose={onClose} size="small">
      <DialogBody className={styles['qrBody']}>
        {'uri' in state ? (
          <>
            <QrPicture text={state.uri} label={`QR code of ${name}`} />
            <p>Whoever photographs this has the second factor. It is recorded that you looked at it.</p>
          </>
        ) : (
          <p role="alert">{state.problem}</p>
        )}
      </DialogBody>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** One path of squares: no picture file, no markup from text. */
function QrPicture({ text, label }: { text: string; label: string }) {
  const dots = encodeQR(text, 'raw', { border: 3 });
  const path = dots
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
    .join('');
  return (
    <svg
      role="img"
      aria-label={label}
      className={styles['qr']}
      viewBox={`0 0 ${dots.length} ${dots.length}`}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}
