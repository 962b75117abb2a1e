import { isIPv4, isIPv6 } from 'node:net';

/** 4 or 16 bytes in network order; undefined where the text is no address. A zone (`%eth0`) is left out. */
export function addressBytes(text: string): Uint8Array | undefined {
  if (isIPv4(text)) return ipv4Bytes(text);
  const address = text.split('%', 1)[0]!;
  return isIPv6(address) ? ipv6Bytes(address) : undefined;
}

function ipv4Bytes(text: string): Uint8Array {
  return Uint8Array.from(text.split('.'), Number);
}

/** The text is an IPv6 address: at most one `::`, and dotted numbers at its end only. */
function ipv6Bytes(text: string): Uint8Array {
  const [head, tail] = text.split('::');
  const front = groupBytes(head!);
  const back = tail === undefined ? [] : groupBytes(tail);
  const bytes = new Uint8Array(16);
  bytes.set(front);
  bytes.set(back, 16 - back.length);
  return bytes;
}

function groupBytes(groups: string): number[] {
  if (groups === '') return [];
  return groups.split(':').flatMap((group) => {
    if (group.includes('.')) return [...ipv4Bytes(group)];
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}

/** Whether the first `length` bits are those of the prefix. Both are of the same family. */
export function hasPrefix(address: Uint8Array, prefix: Uint8Array, length: number): boolean {
  if (address.length !== prefix.length) return false;
  const whole = length >> 3;
  for (let at = 0; at < whole; at += 1) if (address[at] !== prefix[at]) return false;
  const rest = length & 7;
  return rest === 0 || (address[whole]! ^ prefix[whole]!) >> (8 - rest) === 0;
}

const mapped = new Uint8Array(16).fill(0xff, 10, 12);

/** The IPv4 address inside of an IPv4-mapped one (`::ffff:10.0.0.1`), which is the same place; others as they are. */
export function plainBytes(address: Uint8Array): Uint8Array {
  return hasPrefix(address, mapped, 96) ? address.subarray(12) : address;
}
