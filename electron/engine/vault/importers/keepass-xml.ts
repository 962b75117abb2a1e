import type { EarlierPassword, VaultField } from '../vault-draft.ts';
import { draftOf, leftOver, textOrNull } from './draft.ts';
import { codeStrings, readKeePassCode } from './keepass-codes.ts';
import { folderOfPath } from './keepass-groups.ts';
import { keePassTime } from './keepass-time.ts';
import { readRows, type RowOutcome } from './read-rows.ts';
import type { VaultImporter } from './vault-importer.ts';
import { asValue, childOf, childrenOf, readXml, textOf, type XmlElement } from './xml-tree.ts';

interface PlacedEntry {
  readonly entry: XmlElement;
  readonly groups: readonly string[];
  readonly binned: boolean;
}

const standard = new Set<string>(['Title', 'UserName', 'Password', 'URL', 'Notes', ...codeStrings]);
/** Elements that are read; all others are kept as they stand. */
const readElements = new Set(['String', 'History', 'Times', 'Tags']);
/** As KeePass writes them where nobody chose anything. */
const usualElements: Readonly<Record<string, string>> = { IconID: '0', QualityCheck: 'True' };

/** KeePass 2 as XML. */
export const keepassXml: VaultImporter = {
  recognises: (file) => file.notation === 'xml' && /<KeePassFile[\s/>]/.test(file.text),
  read(file) {
    const document = readXml(file.notation === 'xml' ? file.text : '');
    const meta = childOf(document, 'Meta');
    const bin = textOf(meta, 'RecycleBinEnabled') === 'True' ? textOf(meta, 'RecycleBinUUID') : '';
    const roots = childrenOf(childOf(document, 'Root'), 'Group');
    return readRows(
      roots.flatMap((root) => entriesIn(root, { groups: [], binned: false, bin })),
      readEntry,
    );
  },
};

function entriesIn(
  group: XmlElement,
  above: { readonly groups: readonly string[]; readonly binned: boolean; readonly bin: string },
): PlacedEntry[] {
  const groups = [...above.groups, textOf(group, 'Name')];
  const binned = above.binned || (above.bin !== '' && textOf(group, 'UUID') === above.bin);
  return [
    ...childrenOf(group, 'Entry').map((entry) => ({ entry, groups, binned })),
    ...childrenOf(group, 'Group').flatMap((inner) => entriesIn(inner, { ...above, groups, binned })),
  ];
}

function readEntry({ entry, groups, binned }: PlacedEntry): RowOutcome {
  if (binned) return { leftOut: 'in the recycle bin of KeePass' };
  const values = childrenOf(entry, 'String').map((element) => ({
    name: textOf(element, 'Key'),
    value: childOf(element, 'Value'),
  }));
  if (values.some(({ value }) => value?.attributes['Protected'] === 'True')) {
    return { refused: 'holds values that are sealed with the key of a KDBX file; export as unencrypted XML' };
  }
  const strings = new Map(values.map(({ name, value }) => [name, value?.text ?? '']));
  const string = (name: string) => textOrNull(strings.get(name));
  const title = string('Title') ?? string('URL') ?? string('UserName');
  if (title === null) return { refused: 'has neither a title nor anything to name it by' };
  const beside = readKeePassCode(strings, { issuer: title, account: string('UserName') ?? '' });
  const times = childOf(entry, 'Times');
  const attachments = childrenOf(entry, 'Binary').map((binary) => textOf(binary, 'Key'));
  const draft = draftOf({
    title,
    folder: folderOfPath(groups),
    tags: textOf(entry, 'Tags')
      .split(/[;,]/)
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    username: string('UserName'),
    password: strings.get('Password') || null,
    urls: [string('URL')].filter((url) => url !== null),
    notes: string('Notes'),
    fields: values
      .filter(({ name }) => !standard.has(name))
      .map(({ name, value }): VaultField => {
        const kind = value?.attributes['ProtectInMemory'] === 'True' ? 'hidden' : 'text';
        return { name, value: value?.text ?? '', kind };
      }),
    oneTimeCode: beside.oneTimeCode,
    expiresAt: textOf(times, 'Expires') === 'True' ? keePassTime(textOf(times, 'ExpiryTime')) : null,
    history: earlierPasswords(entry),
    createdAt: keePassTime(textOf(times, 'CreationTime')),
    raw: leftOver('keepass', { ...othersOf(entry), totp: beside.rest }),
  });
  const warning =
    beside.note.warning ??
    (attachments.length > 0 ? `has attachments that are not taken: ${attachments.join(', ')}` : undefined);
  return warning === undefined ? { draft } : { draft, warning };
}

/** Older versions of an entry stand in it from the oldest on; a password ends where the next version has another. */
function earlierPasswords(entry: XmlElement): EarlierPassword[] {
  const versions = [...childrenOf(childOf(entry, 'History'), 'Entry'), entry].map((version) => ({
    password: passwordOf(version),
    since: keePassTime(textOf(childOf(version, 'Times'), 'LastModificationTime')),
  }));
  return versions
    .flatMap(({ password }, index): EarlierPassword[] => {
      const next = versions[index + 1];
      if (password === '' || next === undefined || next.password === password) return [];
      return [{ password, replacedAt: next.since ?? 0 }];
    })
    .toReversed();
}

function passwordOf(version: XmlElement): string {
  return textOf(
    childrenOf(version, 'String').find((element) => textOf(element, 'Key') === 'Password'),
    'Value',
  );
}

function othersOf(entry: XmlElement): Record<string, unknown> {
  return Object.fromEntries(
    entry.children
      .filter(({ name, text }) => !readElements.has(name) && usualElements[name] !== text)
      .map((element) => [element.name, asValue(element)]),
  );
}
