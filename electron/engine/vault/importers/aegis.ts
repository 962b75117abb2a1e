import { z } from 'zod';
import { makeCode } from '../one-time-code/make-code.ts';
import { codeDraft, leftOver, textOrNull } from './draft.ts';
import { invalidFile, passwordTrouble, requirePassword } from './file-trouble.ts';
import { jsonImporter } from './json-importer.ts';
import { readItems } from './read-rows.ts';
import { readSealedJson } from './sealed-json.ts';
import { scryptKey } from './unseal/derive-key.ts';
import { openGcm } from './unseal/open-gcm.ts';
import type { VaultReading } from './vault-importer.ts';

const hex = z.string().regex(/^(?:[0-9a-f]{2})*$/i);
const keyParams = z.object({ nonce: hex, tag: hex });
const passwordSlot = z.object({
  type: z.literal(1),
  key: hex,
  key_params: keyParams,
  n: z.number(),
  r: z.number(),
  p: z.number(),
  salt: hex,
});
const vault = z.object({
  header: z.object({
    slots: z.array(z.unknown()).nullish(),
    params: keyParams.nullish(),
  }),
  db: z.union([z.string(), z.record(z.string(), z.unknown())]),
});
const content = z.object({
  entries: z.array(z.unknown()),
  groups: z.array(z.object({ uuid: z.string(), name: z.string() })).nullish(),
});
const entry = z.looseObject({
  type: z.string(),
  name: z.string().nullish(),
  issuer: z.string().nullish(),
  note: z.string().nullish(),
  favorite: z.boolean().nullish(),
  /** Before version 3 of the content; afterwards `groups`. */
  group: z.string().nullish(),
  groups: z.array(z.string()).nullish(),
  info: z.looseObject({
    secret: z.string(),
    algo: z.string().nullish(),
    digits: z.number().nullish(),
    period: z.number().nullish(),
    counter: z.number().nullish(),
  }),
});

/** Aegis, plain or encrypted with a password. */
export const aegis = jsonImporter(vault, async ({ header, db }, password) =>
  readContent(typeof db === 'string' ? await unseal(header, db, password) : db),
);

function readContent(value: unknown): VaultReading {
  const read = content.safeParse(value);
  if (!read.success) throw invalidFile('The Aegis vault holds no list of entries.');
  const groupNames = new Map((read.data.groups ?? []).map(({ uuid, name }) => [uuid, name]));
  return readItems(read.data.entries, entry, (item) => {
    const { type, name, issuer, note, favorite, group, groups, info, ...rest } = item;
    const { secret, algo, digits, period, counter, ...infoRest } = info;
    const reading = makeCode({
      type,
      issuer: issuer ?? '',
      account: name ?? '',
      secret,
      algorithm: algo,
      digits,
      period,
      counter,
    });
    if ('refused' in reading) return reading;
    const named = (groups ?? []).map((uuid) => groupNames.get(uuid) ?? '');
    const others = Object.keys(infoRest).length > 0 ? { ...rest, info: infoRest } : rest;
    return {
      draft: codeDraft(reading.code, {
        notes: textOrNull(note),
        pinned: favorite === true,
        tags: [...named, group ?? ''].filter((tag) => tag.trim() !== ''),
        raw: leftOver('aegis', others),
      }),
    };
  });
}

/** A vault may have several passwords; each opens the same master key. */
async function unseal(
  header: z.output<typeof vault>['header'],
  db: string,
  givenPassword: string | null,
): Promise<unknown> {
  const slots = (header.slots ?? []).flatMap((slot) => passwordSlot.safeParse(slot).data ?? []);
  if (slots.length === 0 || !header.params) {
    throw invalidFile(
      'The Aegis vault is encrypted without a password (by fingerprint only). Export it with one.',
    );
  }
  const password = requirePassword(givenPassword);
  for (const slot of slots) {
    const key = await scryptKey(password, bytesOf(slot.salt), slot);
    const master = openGcm(
      key,
      bytesOf(slot.key_params.nonce),
      bytesOf(slot.key),
      bytesOf(slot.key_params.tag),
    );
    if (master?.length !== 32) continue;
    const { nonce, tag } = header.params;
    const text = openGcm(master, bytesOf(nonce), Buffer.from(db, 'base64'), bytesOf(tag));
    if (text === null)
      throw invalidFile('The Aegis vault is damaged: its password fits, its content does not.');
    return readSealedJson(text);
  }
  throw passwordTrouble('wrong');
}

function bytesOf(text: string): Buffer {
  return Buffer.from(text, 'hex');
}
