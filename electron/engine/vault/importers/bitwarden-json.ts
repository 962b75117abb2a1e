import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { VaultDraft, VaultField } from '../vault-draft.ts';
import { codeBeside } from './code-beside.ts';
import { bodyKeys, fieldsOfBody } from './bitwarden-bodies.ts';
import {
  bitwardenExport,
  bitwardenItem,
  bitwardenSealed,
  fieldKinds,
  ownKey,
  type BitwardenExport,
  type BitwardenItem,
  type BitwardenSealed,
} from './bitwarden-shape.ts';
import { draftOf, leftOver, momentOf, textOrNull } from './draft.ts';
import { invalidFile, passwordTrouble, requirePassword } from './file-trouble.ts';
import { jsonImporter } from './json-importer.ts';
import { readItems, type RowOutcome } from './read-rows.ts';
import { readSealedJson } from './sealed-json.ts';
import { bitwardenKeys, openBitwardenText } from './unseal/bitwarden-cipher.ts';
import { argon2KeyOfFile } from './unseal/argon2-key.ts';
import { pbkdf2Key } from './unseal/derive-key.ts';

/** Sealed with the key of one account, which is nowhere in the file. */
const accountRestricted = z.object({
  encrypted: z.literal(true),
  passwordProtected: z.literal(false).optional(),
});

/** Bitwarden and Vaultwarden: personal and organization exports, in clear or protected with a password. */
export const bitwardenJson = jsonImporter(
  z.union([bitwardenExport, bitwardenSealed, accountRestricted]),
  async (file, password) => {
    if ('items' in file) return readExport(file);
    if (!('data' in file)) {
      throw invalidFile(
        'This export is restricted to the Bitwarden account that wrote it and cannot be opened elsewhere. Export again and choose “Password protected”.',
      );
    }
    const opened = bitwardenExport.safeParse(await unseal(file, requirePassword(password)));
    if (!opened.success) throw invalidFile('The opened export holds no list of items.');
    return readExport(opened.data);
  },
);

async function unseal(sealed: BitwardenSealed, password: string): Promise<unknown> {
  const keys = bitwardenKeys(await keyOf(sealed, password));
  if (openBitwardenText(keys, sealed.encKeyValidation_DO_NOT_EDIT) === null) throw passwordTrouble('wrong');
  const text = openBitwardenText(keys, sealed.data);
  if (text === null) throw invalidFile('The export is damaged: its password fits, its content does not.');
  return readSealedJson(text);
}

function keyOf(sealed: BitwardenSealed, password: string): Promise<Buffer> {
  const { salt, kdfType, kdfIterations, kdfMemory, kdfParallelism } = sealed;
  if (kdfType === 0) return pbkdf2Key(password, Buffer.from(salt), kdfIterations);
  if (kdfType !== 1) throw invalidFile(`The export derives its key in a way that is not known (${kdfType}).`);
  return argon2KeyOfFile(password, createHash('sha256').update(salt).digest(), {
    memoryKib: (kdfMemory ?? 0) * 1024,
    passes: kdfIterations,
    lanes: kdfParallelism ?? 0,
  });
}

function readExport({ items, folders, collections }: BitwardenExport) {
  const names = new Map([...(folders ?? []), ...(collections ?? [])].map(({ id, name }) => [id, name]));
  return readItems(items, bitwardenItem, (item) => readItem(item, names));
}

function readItem(item: BitwardenItem, names: ReadonlyMap<string, string>): RowOutcome {
  if (item.deletedDate) return { leftOut: 'in the trash of Bitwarden' };
  if (item.name.trim() === '') return { refused: 'has no name' };
  const { name, folderId, collectionIds, notes, favorite, reprompt, fields, login, ...others } = item;
  const {
    passwordHistory,
    creationDate,
    deletedDate: _none,
    secureNote: _empty,
    [ownKey]: own,
    ...rest
  } = others;
  const { uris, username, password, totp, ...loginRest } = login ?? {};
  // Our own exports write a code without a name as one.
  const beside = codeBeside(totp, own ? { issuer: '', account: '' } : { issuer: name, account: username });
  const bodies = bodyKeys.flatMap((key) => fieldsOfBody(key, item[key]));
  const leftovers = {
    ...rest,
    // An address with a rule of its own how it is matched.
    uris: (uris ?? []).some(({ uri: _uri, ...more }) => Object.values(more).some((value) => value !== null))
      ? uris
      : [],
    linkedFields: (fields ?? []).filter(({ type }) => fieldKinds[type ?? 0] === undefined),
    login: Object.values(loginRest).some((value) => !isEmpty(value)) ? loginRest : undefined,
    totp: beside.rest,
    type: item.type === 1 || item.type === 2 ? undefined : item.type,
  };
  const draft = draftOf({
    title: name,
    ...placeOf(own, folderId ? names.get(folderId) : undefined, collectionIds ?? [], names),
    username: textOrNull(username),
    password: password || null,
    urls: (uris ?? []).flatMap(({ uri }) => (uri?.trim() ? [uri] : [])),
    notes: textOrNull(notes),
    fields: [...(fields ?? []).flatMap(readField), ...bodies],
    oneTimeCode: beside.oneTimeCode,
    pinned: favorite === true,
    reprompt: reprompt === 1,
    history: (passwordHistory ?? [])
      .map((earlier) => ({ password: earlier.password, replacedAt: momentOf(earlier.lastUsedDate) ?? 0 }))
      .toSorted((a, b) => b.replacedAt - a.replacedAt),
    createdAt: momentOf(creationDate),
    raw: { ...own?.raw, ...leftOver('bitwarden', leftovers) },
  });
  return { draft, ...beside.note };
}

/**
 * Which client an entry belongs to: an organization's collections stand for them, and one inside another (“Client /
 * Servers”) for a folder of the client.
 */
function placeOf(
  own: BitwardenItem['techbench'],
  folder: string | undefined,
  collectionIds: readonly string[],
  names: ReadonlyMap<string, string>,
): Pick<VaultDraft, 'organization' | 'folder' | 'tags' | 'expiresAt'> {
  if (own) {
    const { organization, folder: ownFolder, tags, expiresAt } = own;
    return { organization, folder: ownFolder, tags, expiresAt };
  }
  const [collection] = collectionIds.flatMap((id) => names.get(id) ?? []);
  const [organization = '', ...inner] = (collection ?? '').split('/').map((part) => part.trim());
  return {
    organization: textOrNull(organization),
    folder: textOrNull(folder) ?? textOrNull(inner.join('/')),
    tags: [],
    expiresAt: null,
  };
}

function readField(field: {
  name?: string | null | undefined;
  value?: string | null | undefined;
  type?: number | null | undefined;
}): VaultField[] {
  const kind = fieldKinds[field.type ?? 0];
  return kind === undefined ? [] : [{ name: field.name ?? '', value: field.value ?? '', kind }];
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
