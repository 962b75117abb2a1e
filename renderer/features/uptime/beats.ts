import { plural } from '../../lib/format.ts';

/** What the letters of a row of checks mean, in the order in which they are told. */
export const beatWords = {
  u: 'good',
  f: 'bad and forgiven',
  d: 'down',
  m: 'in maintenance',
  x: 'unreachable',
  '-': 'not observed',
} as const;
export type Beat = keyof typeof beatWords;

export function isBeat(letter: string): letter is Beat {
  return Object.hasOwn(beatWords, letter);
}

/** How many a bar has room for; older ones have left it. */
export const shownBeats = 45;

/** The whole bar for those who hear it: `last 45 checks: 41 good, 4 down`. */
export function beatsInWords(beats: string): string {
  const shown = beats.slice(-shownBeats).split('').filter(isBeat);
  if (shown.length === 0) return 'no checks yet';
  const parts = (Object.keys(beatWords) as Beat[]).flatMap((letter) => {
    const count = shown.filter((each) => each === letter).length;
    return count === 0 ? [] : [`${count} ${beatWords[letter]}`];
  });
  return `last ${plural(shown.length, 'check')}: ${parts.join(', ')}`;
}

const pitch = 5;
const width = 3;
/** Taller means worse, so that a bar reads in grey. */
const heights: Readonly<Record<Beat, number>> = { u: 10, f: 12, d: 16, m: 6, x: 10, '-': 0 };
export const barHeight = 16;
export const barWidth = shownBeats * pitch - (pitch - width);

/** What is drawn for each letter: one path, however many of them there are. The newest stands at the right end. */
export function beatPaths(beats: string): ReadonlyMap<Beat, string> {
  const shown = beats.slice(-shownBeats);
  const start = (shownBeats - shown.length) * pitch;
  const paths = new Map<Beat, string>();
  for (const [index, letter] of shown.split('').entries()) {
    if (!isBeat(letter)) continue;
    const x = start + index * pitch;
    const height = heights[letter];
    const y = (barHeight - height) / 2;
    const drawn =
      letter === '-' ? `M${x} ${barHeight / 2}h${width}` : `M${x} ${y}h${width}v${height}h-${width}z`;
    paths.set(letter, (paths.get(letter) ?? '') + drawn);
  }
  return paths;
}

/** Puts the newest check into a row of them. */
export function withBeat(beats: string, letter: string): string {
  return (beats + letter).slice(-shownBeats);
}
