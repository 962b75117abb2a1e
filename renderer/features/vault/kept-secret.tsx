import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import styles from './vault.module.css';

interface KeptSecretProps {
  label: string;
  onReplace: () => void;
  onRemove: () => void;
}

/** A secret that is there and is not fetched for a form: it is kept, replaced or removed. */
export function KeptSecret({ label, onReplace, onRemove }: KeptSecretProps) {
  const labelId = useId();
  return (
    <div className={styles['kept']} role="group" aria-labelledby={labelId}>
      <span id={labelId} className={styles['keptLabel']}>
        {label}
      </span>
      <div className={styles['keptValue']}>
        <span className={styles['muted']}>Kept as it is</span>
        <Button onClick={onReplace}>Replace…</Button>
        <Button onClick={onRemove}>Remove</Button>
      </div>
    </div>
  );
}
