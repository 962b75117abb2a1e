import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { SearchFrame } from '../../components/search-frame.tsx';

export const codeSearchId = 'code-search';

interface CodeSearchProps {
  value: string;
  onChange: (value: string) => void;
  onMove: (step: 'up' | 'down') => void;
  onChoose: () => void;
}

/** Type to find, Enter to copy: the field has the keyboard for as long as that takes. */
export function CodeSearch({ value, onChange, onMove, onChoose }: CodeSearchProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') onChoose();
    else if (event.key === 'ArrowDown') onMove('down');
    else if (event.key === 'ArrowUp') onMove('up');
    else if (event.key === 'Escape') {
      onChange('');
      event.currentTarget.blur();
    } else return;
    event.preventDefault();
  };
  return (
    <SearchFrame icon={Search} keys="/">
      <input
        id={codeSearchId}
        type="search"
        aria-label="Find a code"
        aria-keyshortcuts="/"
        placeholder="Find"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </SearchFrame>
  );
}
