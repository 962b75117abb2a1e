import { bodyKeys, fieldsOfBody, typeOfBody } from '../importers/bitwarden-bodies.ts';
import { fieldKinds, ownKey } from '../importers/bitwarden-shape.ts';
import { writeOtpauthUri } from '../one-time-code/otpauth-uri.ts';
import type { VaultDraft, VaultField } from '../vault-draft.ts';
import { listIn, partOf, textsIn } from './raw-parts.ts';

/**
 * An entry as Bitwarden's item. What an import from Bitwarden left over stands again where it was; what Bitwarden
 * has no place for stands under a key that it passes over.
 */
export function bitwardenItemOf(draft: VaultDraft, folderId: string | null): Record<string, unknown> {
  const { bitwarden, ...otherRaw } = draft.raw;
  const { uris, linkedFields, login, totp, type, ...rest } = partOf(bitwarden);
  const bodyKey = bodyKeys.find((key) => Object.keys(partOf(rest[key])).length > 0);
  const ownFields = bodyKey ? fieldsBeside(draft.fields, fieldsOfBody(bodyKey, rest[bodyKey])) : draft.fields;
  const isNote =
    draft.username === null &&
    draft.password === null &&
    draft.urls.length === 0 &&
    draft.oneTimeCode === null;
  const plainType = isNote && draft.notes !== null && login === undefined && totp === undefined ? 2 : 1;
  const itemType = bodyKey ? typeOfBody(bodyKey) : typeof type === 'number' ? type : plainType;
  return {
    ...rest,
    type: itemType,
    name: draft.title,
    folderId,
    notes: draft.notes,
    favorite: draft.pinned,
    reprompt: draft.reprompt ? 1 : 0,
    fields: [
      ...ownFields.map(({ name, value, kind }) => ({ name, value, type: fieldKinds.indexOf(kind) })),
      ...listIn(linkedFields),
    ],
    ...(itemType === 2 ? { secureNote: { type: 0 } } : {}),
    ...(itemType === 1 || !isNote ? { login: loginOf(draft, { uris, login, totp }) } : {}),
    passwordHistory: draft.history.map(({ password, replacedAt }) => ({
      password,
      lastUsedDate: new Date(replacedAt).toISOString(),
    })),
    ...(draft.createdAt === null ? {} : { creationDate: new Date(draft.createdAt).toISOString() }),
    [ownKey]: {
      organization: draft.organization,
      folder: draft.folder,
      tags: draft.tags,
      expiresAt: draft.expiresAt,
      raw: otherRaw,
    },
  };
}

function loginOf(draft: VaultDraft, left: { uris: unknown; login: unknown; totp: unknown }): unknown {
  const ruled = listIn(left.uris);
  const sameUrls =
    ruled.length > 0 &&
    JSON.stringify(ruled.map((each) => partOf(each)['uri'])) === JSON.stringify(draft.urls);
  const unread = typeof left.totp === 'string' ? left.totp : null;
  return {
    ...partOf(left.login),
    uris: sameUrls ? ruled : draft.urls.map((uri) => ({ match: null, uri })),
    username: draft.username,
    password: draft.password,
    totp: draft.oneTimeCode ? writeOtpauthUri(draft.oneTimeCode, textsIn(left.totp)) : unread,
  };
}

/** The fields that a body does not bring along by itself. */
function fieldsBeside(
  fields: readonly VaultField[],
  bodyFields: readonly VaultField[],
): readonly VaultField[] {
  return fields.filter(
    ({ name, value }) => !bodyFields.some((field) => field.name === name && field.value === value),
  );
}
