import type { LucideIcon } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { SearchFrame } from './search-frame.tsx';

interface ListFieldProps {
  id: string;
  icon: LucideIcon;
  label: string;
  keys: string;
  value: string;
  onChange: (value: string) => void;
  /** Moves through the list while the field keeps the keyboard. */
  onMove?: (step: 'up' | 'down') => void;
  /** Takes what the cursor is on; without it, Enter gives the keyboard back to the list. */
  onChoose?: () => void;
}

const steps: Readonly<Record<string, 'up' | 'down'>> = { ArrowUp: 'up', ArrowDown: 'down' };

/** The field above a list that narrows it while typing. Escape empties it. */
export function ListField(props: ListFieldProps) {
  const { id, icon, label, keys, value, onChange, onMove, onChoose } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const step = steps[event.key];
    if (step && onMove) onMove(step);
    else if (event.key === 'Enter' && onChoose) onChoose();
    else if (event.key === 'Enter' || event.key === 'Escape') {
      if (event.key === 'Escape') onChange('');
      event.currentTarget.blur();
    } else return;
    event.preventDefault();
  };
  return (
    <SearchFrame icon={icon} keys={keys}>
      <input
        id={id}
        type="search"
        aria-label={label}
        aria-keyshortcuts={keys}
        placeholder="Find"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </SearchFrame>
  );
}
