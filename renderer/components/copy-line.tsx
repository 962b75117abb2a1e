import { copyText } from '../lib/copy-text.ts';
import { Button } from './button.tsx';
import styles from './copy-line.module.css';

interface CopyLineProps {
  /** "Key": what stands over it, and what the toast says was copied. */
  label: string;
  text: string;
}

/** A text to be taken elsewhere: shown whole, selected by one click, copied by the button. */
export function CopyLine({ label, text }: CopyLineProps) {
  return (
    <>
      <h3 className={styles['label']}>{label}</h3>
      <div className={styles['line']}>
        <code>{text}</code>
        <Button onClick={() => void copyText(text, label)}>
          Copy<span className="visually-hidden"> {label.toLowerCase()}</span>
        </Button>
      </div>
    </>
  );
}
