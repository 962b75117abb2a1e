import { cx } from '../lib/class-names.ts';
import { dismissToast, undoLast, useToast } from '../lib/toasts.ts';
import { Keycap } from './keycap.tsx';
import styles from './toaster.module.css';

/** The one message at the foot of the window. The live region stays, so that screen readers hear changes. */
export function Toaster() {
  const toast = useToast((state) => state.toast);
  return (
    <div className={styles['place']} role="status" aria-live="polite" aria-atomic="true">
      {toast && (
        <div key={toast.id} className={cx(styles['toast'], toast.tone === 'bad' && styles['bad'])}>
          <span className={styles['text']}>{toast.text}</span>
          {toast.undo ? (
            <button
              type="button"
              className={styles['action']}
              aria-keyshortcuts="z"
              onClick={() => undoLast()}
            >
              Undo <Keycap keys="z" />
            </button>
          ) : (
            <button type="button" className={styles['action']} onClick={() => dismissToast(toast.id)}>
              Dismiss
            </button>
          )}
        </div>
      )}
    </div>
  );
}
