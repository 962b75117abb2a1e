import { plural } from '../lib/format.ts';
import type { ListState } from '../lib/paged-list.ts';
import { Button } from './button.tsx';
import styles from './list-notices.module.css';

interface ListNoticesProps {
  noun: string;
  selected: number;
  onClear: () => void;
  /** Null while there is no list yet. */
  state: ListState | null;
}

/** What stands between the head of a screen and its list: the selection, and why the list may be old. */
export function ListNotices({ noun, selected, onClear, state }: ListNoticesProps) {
  return (
    <>
      {selected > 0 && (
        <div className={styles['selection']} role="status">
          <strong>{plural(selected, noun)} selected</strong>
          <span className={styles['hint']}>Every key works on all of them.</span>
          <Button variant="quiet" keys="escape" onClick={onClear}>
            Clear
          </Button>
        </div>
      )}
      {state && state.status === 'ready' && state.error !== null && (
        <div className={styles['stale']} role="status">
          Not refreshed: {state.error} What you see is the last good answer.
        </div>
      )}
      {state && state.count > 0 && state.warnings.length > 0 && (
        <div className={styles['stale']} role="status">
          {state.warnings.join(' ')}
        </div>
      )}
    </>
  );
}
