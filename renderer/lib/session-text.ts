import { useCallback, useState } from 'react';

const storageKey = (key: string) => `techbench.text.${key}`;

/**
 * Text that narrows a list. A crashed or reloaded window shows it again; a new start begins with everything,
 * so that nobody looks for a record behind yesterday's search.
 */
export function useSessionText(key: string): [text: string, setText: (text: string) => void] {
  const [text, setState] = useState(() => sessionStorage.getItem(storageKey(key)) ?? '');
  const setText = useCallback(
    (next: string) => {
      setState(next);
      if (next === '') sessionStorage.removeItem(storageKey(key));
      else sessionStorage.setItem(storageKey(key), next);
    },
    [key],
  );
  return [text, setText];
}
