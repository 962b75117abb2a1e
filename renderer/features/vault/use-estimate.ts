import { useEffect, useRef, useState } from 'react';
import type { StateShape } from '../../lib/state-shape.ts';
import { client } from '../../lib/client.ts';
import { strengthOf } from './entry-words.ts';

const restMs = 150;

interface Estimate {
  readonly label: string;
  readonly shape: StateShape;
  readonly warning: string | null;
}

/**
 * How strong a password being typed is, once typing rests; null before and for none. Not by the cache of
 * answers: its keys would hold every password that was ever typed.
 */
export function useEstimate(password: string, words: readonly string[]): Estimate | null {
  const [estimate, setEstimate] = useState<Estimate | null>(null);
  const latestWords = useRef(words);
  useEffect(() => {
    latestWords.current = words;
  });
  useEffect(() => {
    let alive = true;
    if (password === '') return undefined;
    const ask = () =>
      client.entries.estimate({ password, words: [...latestWords.current] }).then(
        ({ strength, warning }) =>
          alive && setEstimate({ ...strengthOf({ strength, hasPassword: true }), warning }),
        // Without an estimate the password can still be saved.
        () => alive && setEstimate(null),
      );
    const timer = setTimeout(() => void ask(), restMs);
    return () => {
      alive = false;
      clearTimeout(timer);
    };
  }, [password]);
  return password === '' ? null : estimate;
}
