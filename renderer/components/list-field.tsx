import type { LucideIcon } from 'lucide-react';
import { SearchFrame } from './search-frame.tsx';

interface ListFieldProps {
  id: string;
  icon: LucideIcon;
  label: string;
  keys: string;
  value: string;
  onChange: (value: string) => void;
}

/** The field above a list that narrows it while typing. Escape empties it. */
export function ListField({ id, icon, label, keys, value, onChange }: ListFieldProps) {
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
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          event.preventDefault();
          if (event.key === 'Escape') onChange('');
          event.currentTarget.blur();
        }}
      />
    </SearchFrame>
  );
}
