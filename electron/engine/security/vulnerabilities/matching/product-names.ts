import { alsoCalled, familiesOf } from './other-names.ts';

/** Legal forms and the like behind a maker's name. */
const forms = new Set(
  'inc corp corporation co ltd limited llc gmbh ag sa bv ab oy plc kg incorporated company foundation software systems group project team community the'.split(
    ' ',
  ),
);

/** Words that name an edition, a build for a machine or a language, not another product. */
const editions = new Set(
  'professional plus pro home standard enterprise datacenter essentials education ultimate business edition community family premium workstation workstations x64 x86 64 32 bit 64bit 32bit amd64 arm64 en us de dc esr lts ltsc ltsb update stable free personal'.split(
    ' ',
  ),
);

/** Too plain to mean one product without its maker. */
const plain = new Set(
  'server kernel framework office webmail player reader client agent manager gateway platform core products firmware routers music pixel sense expedition explorer mail desktop console backup updater driver drivers tools runtime studio connect security internet browser word excel outlook access ios asa nas sma mac app sdk'.split(
    ' ',
  ),
);

/** The words of a name, in lower case and without marks: `Node.js` is `node js`. */
export function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}|['’®™©]/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9+#]+/g, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '');
}

/** A maker in one word, however it is written: `Palo Alto Networks, Inc.` and `paloaltonetworks` are the same. */
export function makerOf(vendor: string): string {
  const words = wordsOf(vendor);
  while (words.length > 1 && forms.has(words.at(-1)!)) words.pop();
  if (words.length > 1 && words[0] === 'the') words.shift();
  return words.join('');
}

/** Without the maker in front of a product's own name, unless nothing would be left. */
function withoutMaker(words: readonly string[], maker: string): readonly string[] {
  for (let count = 1; count < words.length; count += 1)
    if (words.slice(0, count).join('') === maker) return words.slice(count);
  return words;
}

/** Keys of one product name: with its maker, and alone where that is telling enough. */
function keysOfName(maker: string, words: readonly string[]): string[] {
  const own = maker === '' ? words : withoutMaker(words, maker);
  if (own.length === 0) return [];
  const keys = maker === '' ? [] : [[maker, ...own].join(' ')];
  const alone = own.join(' ');
  if (alone.length > 2 && !own.every((word) => plain.has(word) || /^\d+$/.test(word))) keys.push(alone);
  return keys;
}

/**
 * What a catalogue may mean by a vendor and a product: `Firefox and Thunderbird` are two, `Adaptive Security
 * Appliance (ASA)` has two names, `Multiple Products` none.
 */
export function keysOfEntry(vendor: string, product: string): string[] {
  const maker = makerOf(vendor);
  const names = product
    .replaceAll(/\(([^()]*)\)/g, ', $1,')
    .split(/,|\/| and | or /)
    .map((name) => wordsOf(name))
    .filter((words) => words.length > 0 && !['multiple', 'various'].includes(words[0]!));
  const whole = wordsOf(product.replaceAll(/\([^()]*\)/g, ''));
  if (whole.length > 0 && !['multiple', 'various'].includes(whole[0]!)) names.push(whole);
  const keys = names.flatMap((words) => keysOfName(maker, words));
  return [...new Set([...keys, ...familiesOf(maker, wordsOf(product))])];
}

/** What installed software may be called elsewhere, the most particular name first. */
export function keysOfSoftware(vendor: string, name: string): string[] {
  const maker = makerOf(vendor);
  const words = wordsOf(withoutVersion(name));
  const shortened = [words, words.filter((word) => !editions.has(word))];
  for (let rest = words; rest.length > 1 && isDetail(rest.at(-1)!);) {
    rest = rest.slice(0, -1);
    shortened.push(rest);
  }
  const keys = shortened.flatMap((each) => [
    ...keysOfName(maker, each),
    // Nobody said whose it is: the first word may be the maker.
    ...(maker === '' && each.length > 1 ? [[makerOf(each[0]!), ...each.slice(1)].join(' ')] : []),
  ]);
  return [...new Set(keys.flatMap((key) => [key, ...alsoCalled(key)]))];
}

/** `7-Zip 22.01 (x64 edition)` is `7-Zip`. */
function withoutVersion(name: string): string {
  const words = name.replaceAll(/\([^()]*\)|\[[^[\]]*\]/g, ' ').split(' ');
  const at = words.findIndex((word, index) => index > 0 && /^v?\d+[.,]\d/i.test(word));
  return (at === -1 ? words : words.slice(0, at)).join(' ');
}

const isDetail = (word: string): boolean => editions.has(word) || /^\d+$|^\d\dh\d$/.test(word);

/**
 * The keys that a CPE name stands for, and the version that stands in it: `cpe:2.3:a:rarlab:winrar:…` is
 * `rarlab winrar` and `winrar`.
 */
export function readCpe(
  criteria: string,
): { readonly keys: readonly string[]; readonly version: string } | undefined {
  // Colons inside of a part are escaped.
  const [scheme, format, , vendor, product, version] = criteria.split(/(?<!\\):/);
  if (scheme !== 'cpe' || format !== '2.3' || !vendor || !product || version === undefined) return undefined;
  const maker = makerOf(plainText(vendor));
  const words = wordsOf(plainText(product));
  return { keys: [...new Set(keysOfName(maker, words))], version: version.replaceAll('\\', '') };
}

const plainText = (part: string): string => part.replaceAll('_', ' ').replaceAll('\\', '');
