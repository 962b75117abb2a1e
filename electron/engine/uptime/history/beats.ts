/** How a check went, as it is kept. The order is part of the stored form. */
export const beatKinds = ['good', 'forgiven', 'down', 'maintenance', 'unreachable'] as const;
export type BeatKind = (typeof beatKinds)[number];

/** One check. Checks that were not made, or not judged, are not kept: what no check covers was not observed. */
export interface Beat {
  /** Epoch ms, to a tenth of a second. */
  readonly at: number;
  readonly kind: BeatKind;
  /** How long the answer took; null where none came that counts. */
  readonly ms: number | null;
  /** How much of the time before it this check speaks for, in seconds to a tenth; 0 for the first after a gap. */
  readonly covers: number;
}

export const hourMs = 3_600_000;
export const dayMs = 86_400_000;
const tenthMs = 100;
const bytesEach = 8;
const noTime = 0xffff;
const mostCovered = 0xffffff;

/** Eight bytes a check: tenths of a second into its hour, kind, ms, tenths of seconds covered. */
export function packBeats(beats: readonly Beat[]): Buffer {
  const packed = Buffer.alloc(beats.length * bytesEach);
  for (const [index, { at, kind, ms, covers }] of beats.entries()) {
    const start = index * bytesEach;
    packed.writeUInt16BE(Math.floor((at % hourMs) / tenthMs), start);
    packed.writeUInt8(beatKinds.indexOf(kind), start + 2);
    packed.writeUInt16BE(ms === null ? noTime : Math.min(Math.max(0, Math.round(ms)), noTime - 1), start + 3);
    packed.writeUIntBE(Math.min(Math.round(covers * 10), mostCovered), start + 5, 3);
  }
  return packed;
}

/** @param hour hours since 1970 that the checks lie in */
export function unpackBeats(packed: Buffer, hour: number): Beat[] {
  const beats: Beat[] = [];
  for (let start = 0; start + bytesEach <= packed.length; start += bytesEach) {
    const ms = packed.readUInt16BE(start + 3);
    beats.push({
      at: hour * hourMs + packed.readUInt16BE(start) * tenthMs,
      kind: beatKinds[packed.readUInt8(start + 2)] ?? 'forgiven',
      ms: ms === noTime ? null : ms,
      covers: packed.readUIntBE(start + 5, 3) / 10,
    });
  }
  return beats;
}
