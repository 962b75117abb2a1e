/** Parts of Windows that CISA lists as products of their own; who has Windows has them. */
const partsOfWindows =
  /^(?:win32k|windows|smb|mshtml|active directory|remote desktop|directx|scripting engine|task scheduler|desktop window|graphics component|ancillary function|defender|streaming service|update notification|malware protection|kernel|installer|jet database|partition manager|dwm core|wordpad|hyper v)/;

/** What a catalogue's entry means beside its own words, by maker and product. */
export function familiesOf(maker: string, words: readonly string[]): string[] {
  const product = words.join(' ');
  if (maker === 'microsoft' && partsOfWindows.test(product)) return ['microsoft windows'];
  if (maker === 'google' && words[0] === 'chromium') return ['google chrome', 'microsoft edge'];
  if (maker === 'google' && product.startsWith('chrome')) return ['google chrome'];
  // Its entries name the systems in their descriptions only.
  if (maker === 'apple' && words[0] === 'multiple') return ['apple macos', 'apple iphone os', 'apple ipados'];
  if (maker === 'fortinet' && words[0] === 'multiple') return ['fortinet fortios'];
  if (maker === 'oracle' && words[0] === 'java') return ['oracle java'];
  return [];
}

/** Names of one thing that share too few words to be found by them: installed under the first, known as the others. */
const same: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^microsoft windows server\b/, ['microsoft windows', 'microsoft windows server']],
  [/^microsoft edge\b/, ['microsoft edge chromium']],
  [/^adobe acrobat reader\b/, ['adobe reader', 'adobe acrobat reader']],
  [/^oracle java\b/, ['oracle java', 'oracle jre', 'oracle jdk']],
  [/^apple (?:mac )?os x\b/, ['apple macos', 'apple mac os x']],
  [/^apple macos\b/, ['apple macos']],
  [/^apple ios\b/, ['apple iphone os']],
  [/^linux\b|^(?:canonical|debian|redhat|almalinux|rockylinux|suse) /, ['linux linux kernel']],
];

export function alsoCalled(key: string): readonly string[] {
  return same.flatMap(([pattern, names]) => (pattern.test(key) ? names : []));
}
