import { keycapText } from '../lib/keys.ts';
import styles from './keycap.module.css';

/** The key beside an action. Screen readers hear it through `aria-keyshortcuts` of the control instead. */
export function Keycap({ keys }: { keys: string }) {
  return (
    <kbd className={styles['keycap']} aria-hidden="true">
      {keycapText(keys)}
    </kbd>
  );
}
