/** One field of a protobuf message as it stands on the wire; groups and fixed widths are skipped. */
export interface WireField {
  readonly number: number;
  /** Varints as a number (beyond 2^53 as the nearest), everything with a length as bytes. */
  readonly value: number | Uint8Array;
}

/**
 * The fields of a message in their order. Null where the bytes are no message.
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export function readMessage(bytes: Uint8Array): WireField[] | null {
  const fields: WireField[] = [];
  let at = 0;

  function varint(): number | null {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = bytes[at];
      if (byte === undefined) return null;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    return null;
  }

  while (at < bytes.length) {
    const key = varint();
    if (key === null) return null;
    const number = Math.floor(key / 8);
    const kind = key % 8;
    if (number === 0) return null;
    if (kind === 0) {
      const value = varint();
      if (value === null) return null;
      fields.push({ number, value });
    } else if (kind === 1) at += 8;
    else if (kind === 5) at += 4;
    else if (kind === 2) {
      const length = varint();
      if (length === null || at + length > bytes.length) return null;
      fields.push({ number, value: bytes.subarray(at, at + length) });
      at += length;
    } else return null;
  }
  return at === bytes.length ? fields : null;
}
