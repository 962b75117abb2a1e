import { Copy, Eye, EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { SecretText } from './secret-text.tsx';
import styles from './vault.module.css';

interface LineProps {
  label: string;
  /** The key that copies it. */
  keys?: string;
  onCopy?: (() => void) | undefined;
}

function CopyButton({ label, keys, onCopy }: LineProps) {
  return (
    <span className={styles['lineActions']}>
      <Button variant="quiet" icon={Copy} keys={keys} disabled={!onCopy} onClick={onCopy}>
        <span className="visually-hidden">Copy {label.toLowerCase()}</span>
      </Button>
    </span>
  );
}

/** A value that may be seen by whoever sees the screen. */
export function ShownLine({
  children,
  note,
  ...line
}: LineProps & { children: ReactNode; note?: ReactNode }) {
  return (
    <div className={styles['line']}>
      <span className={styles['label']}>{line.label}</span>
      <div className={styles['value']}>{children}</div>
      <CopyButton {...line} />
      {note && <div className={styles['note']}>{note}</div>}
    </div>
  );
}

interface SecretLineProps extends LineProps {
  /** Null while it is hidden. */
  secret: string | null;
  onToggle: () => void;
  note?: ReactNode;
}

/** A value that is shown on demand; hidden ones all look alike, whatever their length. */
export function SecretLine({ secret, onToggle, note, ...line }: SecretLineProps) {
  const verb = secret === null ? 'Show' : 'Hide';
  return (
    <ShownLine {...line} note={note}>
      {secret === null ? (
        <span className={styles['dots']}>
          <span aria-hidden="true">••••••••••••</span>
          <span className="visually-hidden">hidden</span>
        </span>
      ) : (
        <SecretText text={secret} />
      )}
      <IconButton
        icon={secret === null ? Eye : EyeOff}
        label={`${verb} ${line.label.toLowerCase()} (v)`}
        onClick={onToggle}
      />
    </ShownLine>
  );
}
