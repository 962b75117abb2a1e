/** A square picture: four bytes a pixel, blue, green, red, alpha, the colours multiplied by the alpha. */
export interface Pixels {
  readonly edge: number;
  readonly data: Uint8Array;
}

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** How much of a pixel a shape covers is found by asking at this many places a side. */
const samples = 4;

export function blank(edge: number): Pixels {
  return { edge, data: new Uint8Array(edge * edge * 4) };
}

export function copyOf({ edge, data }: Pixels): Pixels {
  return { edge, data: Uint8Array.from(data) };
}

/** Lays a shape over a picture with smooth edges; without a colour the shape is cut out of it. */
export function paint(
  { edge, data }: Pixels,
  colour: Colour | null,
  covers: (x: number, y: number) => boolean,
): void {
  for (let row = 0; row < edge; row += 1) {
    for (let column = 0; column < edge; column += 1) {
      const share = coverage(column, row, covers);
      if (share === 0) continue;
      const at = (row * edge + column) * 4;
      const [red, green, blue] = colour ?? [0, 0, 0];
      const alpha = colour === null ? 0 : 255;
      for (const [channel, value] of [blue, green, red, alpha].entries()) {
        data[at + channel] = Math.round(data[at + channel]! * (1 - share) + value * share);
      }
    }
  }
}

function coverage(column: number, row: number, covers: (x: number, y: number) => boolean): number {
  let hits = 0;
  for (let sample = 0; sample < samples * samples; sample += 1) {
    const x = column + ((sample % samples) + 0.5) / samples;
    const y = row + (Math.floor(sample / samples) + 0.5) / samples;
    if (covers(x, y)) hits += 1;
  }
  return hits / (samples * samples);
}

/** Makes the whole picture fainter. */
export function fade({ data }: Pixels, share: number): void {
  for (const [at, value] of data.entries()) data[at] = Math.round(value * share);
}

export const disc = (centerX: number, centerY: number, radius: number) => (x: number, y: number) =>
  (x - centerX) ** 2 + (y - centerY) ** 2 <= radius ** 2;

export const ring =
  (centerX: number, centerY: number, outer: number, inner: number) => (x: number, y: number) => {
    const distance = (x - centerX) ** 2 + (y - centerY) ** 2;
    return distance <= outer ** 2 && distance >= inner ** 2;
  };

export const box = (left: number, top: number, right: number, bottom: number) => (x: number, y: number) =>
  x >= left && x <= right && y >= top && y <= bottom;

/** A line between two points. */
export const stroke =
  (x1: number, y1: number, x2: number, y2: number, width: number) => (x: number, y: number) => {
    const length = (x2 - x1) ** 2 + (y2 - y1) ** 2;
    const along = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length));
    return Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)) <= width / 2;
  };

/** Digits as rows of three, so that they stay legible at seven pixels. */
const glyphs: Readonly<Record<string, readonly string[]>> = {
  0: ['###', '# #', '# #', '# #', '###'],
  1: [' # ', '## ', ' # ', ' # ', '###'],
  2: ['###', '  #', '###', '#  ', '###'],
  3: ['###', '  #', ' ##', '  #', '###'],
  4: ['# #', '# #', '###', '  #', '  #'],
  5: ['###', '#  ', '###', '  #', '###'],
  6: ['###', '#  ', '###', '# #', '###'],
  7: ['###', '  #', '  #', ' # ', ' # '],
  8: ['###', '# #', '###', '# #', '###'],
  9: ['###', '# #', '###', '  #', '###'],
  '+': ['   ', ' # ', '###', ' # ', '   '],
};

/** A text of digits around a point, its letters `height` high. */
export function letters(text: string, centerX: number, centerY: number, height: number) {
  const dot = height / 5;
  const columns = text.length * 4 - 1;
  const left = centerX - (columns * dot) / 2;
  const top = centerY - height / 2;
  return (x: number, y: number): boolean => {
    const column = Math.floor((x - left) / dot);
    const row = Math.floor((y - top) / dot);
    if (column < 0 || column >= columns || row < 0 || row > 4) return false;
    return glyphs[text[Math.floor(column / 4)] ?? '']?.[row]?.[column % 4] === '#';
  };
}
