import { Bookmark, ListFilter, X } from 'lucide-react';
import { Button } from './button.tsx';
import styles from './filter-chips.module.css';

export interface FilterChip {
  readonly key: string;
  /** "Status: Open or Waiting". */
  readonly text: string;
  /** Left out where the part belongs to the view and cannot be taken away. */
  readonly onRemove?: () => void;
}

interface FilterChipsProps {
  chips: readonly FilterChip[];
  onFilter: () => void;
  /** Given where what is listed can be kept under a name. */
  onSave?: (() => void) | undefined;
}

/** What narrows a list, each part with the way to take it away. */
export function FilterChips({ chips, onFilter, onSave }: FilterChipsProps) {
  return (
    <>
      <Button variant="chip" icon={ListFilter} keys="f" onClick={onFilter}>
        Filter
      </Button>
      {chips.map(({ key, text, onRemove }) =>
        onRemove ? (
          <button
            key={key}
            type="button"
            className={styles['chip']}
            aria-label={`Take away: ${text}`}
            onClick={onRemove}
          >
            {text}
            <X size={12} strokeWidth={1.75} aria-hidden="true" />
          </button>
        ) : (
          <span key={key} className={styles['fixed']}>
            {text}
          </span>
        ),
      )}
      {onSave && (
        <Button variant="quiet" icon={Bookmark} onClick={onSave}>
          Save
        </Button>
      )}
    </>
  );
}
