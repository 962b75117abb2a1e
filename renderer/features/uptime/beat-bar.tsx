import { memo } from 'react';
import { barHeight, barWidth, beatPaths, beatsInWords, type Beat } from './beats.ts';
import styles from './beat-bar.module.css';

const classes: Readonly<Record<Beat, string | undefined>> = {
  u: styles['good'],
  f: styles['forgiven'],
  d: styles['down'],
  m: styles['maintenance'],
  x: styles['unreachable'],
  '-': styles['gap'],
};

/** The last checks of a monitor: one glance, or one sentence. */
export const BeatBar = memo(function BeatBar({ beats }: { beats: string }) {
  return (
    <svg
      role="img"
      aria-label={beatsInWords(beats)}
      width={barWidth}
      height={barHeight}
      viewBox={`0 0 ${barWidth} ${barHeight}`}
      className={styles['bar']}
    >
      {[...beatPaths(beats)].map(([letter, path]) => (
        <path key={letter} d={path} className={classes[letter]} />
      ))}
    </svg>
  );
});
