import type { ReadableDb, SqlValue } from './db.ts';

/** A place inside a list in order: after so many rows, behind the row with these sort keys. */
export interface ListPlace {
  readonly after: number;
  readonly keys: readonly SqlValue[];
}

export interface ListPlaces {
  /** The last known place at or before this offset; undefined where the list's beginning is nearer. */
  before(offset: number): ListPlace | undefined;
  add(place: ListPlace): void;
}

/** A list of more places than this forgets them and begins anew. */
const mostPlaces = 256;

/**
 * Places in one list that earlier pages have passed, held until anything is written. A page deep in a long list is
 * found from the nearest of them, where an offset alone would walk all that lies before it each time.
 * @param list names the list: its filter and its order
 */
export function listPlaces(db: ReadableDb, list: string): ListPlaces {
  const places = db.remember(`places in ${list}`, (): ListPlace[] => []);

  /** How many of the places lie at or before the offset. */
  function countBefore(offset: number): number {
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (places[middle]!.after <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    before: (offset) => places[countBefore(offset) - 1],
    add(place) {
      const at = countBefore(place.after);
      if (places[at - 1]?.after === place.after) return;
      if (places.length >= mostPlaces) places.length = 0;
      places.splice(Math.min(at, places.length), 0, place);
    },
  };
}
