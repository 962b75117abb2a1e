import { useCallback, useState } from 'react';
import { keep, kept } from './crash-store.ts';

/** Text that narrows a list; it is there again after a crash, and a start in order begins with everything. */
export function useSessionText(key: string): [text: string, setText: (text: string) => void] {
  const [text, setState] = useState(() => kept(`text.${key}`));
  const setText = useCallback(
    (next: string) => {
      setState(next);
      keep(`text.${key}`, next);
    },
    [key],
  );
  return [text, setText];
}
