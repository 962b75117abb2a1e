import { useId, useState, type KeyboardEvent } from 'react';
import type { Monitor } from '../../../shared/monitor.ts';
import { BeatBar } from './beat-bar.tsx';
import styles from './beat-reader.module.css';
import { beatsInWords, beatWords, isBeat } from './beats.ts';
import { durationText } from './monitor-words.ts';

/** The bar of the last checks, read one by one with the arrow keys. */
export function BeatReader({ monitor }: { monitor: Monitor }) {
  const [back, setBack] = useState<number | null>(null);
  const readoutId = useId();
  const { beats, interval } = monitor;
  const oldest = Math.max(0, beats.length - 1);
  const at = back === null ? null : Math.min(back, oldest);
  const letter = at === null ? '' : (beats[beats.length - 1 - at] ?? '');
  const word = isBeat(letter) ? beatWords[letter] : '';
  const told =
    at === null
      ? beatsInWords(beats)
      : at === 0
        ? `last check: ${word}`
        : `${at} checks before, about ${durationText(at * interval * 1000)}: ${word}`;
  const onKeyDown = (event: KeyboardEvent) => {
    const from = at ?? -1;
    const next = { ArrowLeft: from + 1, ArrowRight: from - 1, End: 0, Home: oldest }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setBack(Math.max(0, Math.min(oldest, next)));
  };
  return (
    <div className={styles['reader']}>
      {/* A slider as far as the keyboard goes: it moves along the checks and says the one it stands on. */}
      <div
        role="slider"
        tabIndex={0}
        aria-label="Last checks"
        aria-describedby={readoutId}
        aria-valuemin={1}
        aria-valuemax={oldest + 1}
        aria-valuenow={oldest + 1 - (at ?? 0)}
        aria-valuetext={told}
        className={styles['bar']}
        onKeyDown={onKeyDown}
        onBlur={() => setBack(null)}
      >
        <BeatBar beats={beats} />
      </div>
      <p id={readoutId} className={styles['told']}>
        {told}
      </p>
    </div>
  );
}
