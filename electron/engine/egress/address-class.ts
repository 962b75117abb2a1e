import { addressBytes, hasPrefix } from './address-bytes.ts';

/** What kind of place an address is, as far as letting somebody's URL lead there goes. */
export type AddressClass =
  | 'public'
  | 'loopback'
  /** RFC 1918, unique local IPv6, and the site-local range that came before it. */
  | 'private'
  /** Between a carrier and its customers (RFC 6598); overlay networks use it too. */
  | 'shared'
  | 'link_local'
  /** Where clouds hand out credentials to whoever asks from inside. */
  | 'metadata'
  | 'multicast'
  /** "This host": connecting to it reaches the loopback interface. */
  | 'unspecified'
  /** Set aside by IANA, or of a kind that tunnels to an address that cannot be told from it. */
  | 'reserved';

interface Range {
  readonly prefix: Uint8Array;
  readonly length: number;
  /** `embedded`: the IPv4 address that stands at this byte decides. */
  readonly is: AddressClass | { readonly embedded: number };
}

/**
 * The special-purpose registries of IANA (https://www.iana.org/assignments/iana-ipv4-special-registry and
 * …-ipv6-special-registry), and the addresses at which clouds serve metadata. The first that fits counts.
 */
const ranges: readonly Range[] = [
  range('169.254.169.254/32', 'metadata'), // AWS, Azure, Google, Oracle, OpenStack, DigitalOcean
  range('169.254.170.0/24', 'metadata'), // credentials of AWS containers
  range('100.100.100.200/32', 'metadata'), // Alibaba
  range('168.63.129.16/32', 'metadata'), // Azure's host
  range('192.0.0.192/32', 'metadata'), // Oracle, before
  range('fd00:ec2::/32', 'metadata'), // AWS
  range('fd20:ce::/32', 'metadata'), // Google
  range('0.0.0.0/8', 'unspecified'),
  range('10.0.0.0/8', 'private'),
  range('100.64.0.0/10', 'shared'),
  range('127.0.0.0/8', 'loopback'),
  range('169.254.0.0/16', 'link_local'),
  range('172.16.0.0/12', 'private'),
  range('192.0.0.0/24', 'reserved'),
  range('192.0.2.0/24', 'reserved'), // documentation
  range('192.88.99.0/24', 'reserved'), // relays of 6to4
  range('192.168.0.0/16', 'private'),
  range('198.18.0.0/15', 'reserved'), // benchmarks
  range('198.51.100.0/24', 'reserved'), // documentation
  range('203.0.113.0/24', 'reserved'), // documentation
  range('224.0.0.0/4', 'multicast'),
  range('240.0.0.0/4', 'reserved'),
  range('0.0.0.0/0', 'public'),

  range('::/128', 'unspecified'),
  range('::1/128', 'loopback'),
  range('::ffff:0:0/96', { embedded: 12 }), // IPv4-mapped
  range('::ffff:0:0:0/96', { embedded: 12 }), // IPv4-translated (RFC 2765)
  range('::/96', { embedded: 12 }), // IPv4-compatible
  range('64:ff9b::/96', { embedded: 12 }), // NAT64
  range('2002::/16', { embedded: 2 }), // 6to4
  range('2001::/23', 'reserved'), // protocol assignments, Teredo among them
  range('2001:db8::/32', 'reserved'), // documentation
  range('3fff::/20', 'reserved'), // documentation
  range('fc00::/7', 'private'),
  range('fe80::/10', 'link_local'),
  range('fec0::/10', 'private'),
  range('ff00::/8', 'multicast'),
  // Global unicast is all that IANA has given out; local NAT64, discard-only and segment routing lie outside.
  range('2000::/3', 'public'),
];

const ofFamily = (bytes: number): Range[] => ranges.filter(({ prefix }) => prefix.length === bytes);
const ranges4 = ofFamily(4);
const ranges6 = ofFamily(16);

function range(text: string, is: Range['is']): Range {
  const [address, length] = text.split('/');
  return { prefix: addressBytes(address!)!, length: Number(length), is };
}

/** @param address as a resolver or a URL spells it; what is no address at all is `reserved` */
export function classifyAddress(address: string): AddressClass {
  const bytes = addressBytes(address);
  return bytes ? classifyBytes(bytes) : 'reserved';
}

function classifyBytes(bytes: Uint8Array): AddressClass {
  const family = bytes.length === 4 ? ranges4 : ranges6;
  const found = family.find(({ prefix, length }) => hasPrefix(bytes, prefix, length));
  if (!found) return 'reserved';
  if (typeof found.is === 'string') return found.is;
  const { embedded } = found.is;
  return classifyBytes(bytes.subarray(embedded, embedded + 4));
}
