import { z } from 'zod';
import { makeCode } from '../one-time-code/make-code.ts';
import { codeDraft, leftOver } from './draft.ts';
import { invalidFile, passwordTrouble, requirePassword } from './file-trouble.ts';
import { jsonImporter } from './json-importer.ts';
import { readItems } from './read-rows.ts';
import { readSealedJson } from './sealed-json.ts';
import { pbkdf2Key } from './unseal/derive-key.ts';
import { openGcmWithTag } from './unseal/open-gcm.ts';

const rounds = 10_000;
const backup = z.object({
  services: z.array(z.unknown()),
  schemaVersion: z.number(),
  groups: z.array(z.object({ id: z.string(), name: z.string() })).nullish(),
  servicesEncrypted: z.string().nullish(),
});
const service = z.looseObject({
  name: z.string().nullish(),
  secret: z.string(),
  groupId: z.string().nullish(),
  otp: z
    .looseObject({
      account: z.string().nullish(),
      issuer: z.string().nullish(),
      label: z.string().nullish(),
      digits: z.number().nullish(),
      period: z.number().nullish(),
      algorithm: z.string().nullish(),
      counter: z.number().nullish(),
      tokenType: z.string().nullish(),
    })
    .nullish(),
});

/** 2FAS backups of the schema versions 3 and 4, plain or encrypted with a password. */
export const twoFas = jsonImporter(backup, async ({ services, servicesEncrypted, groups }, password) => {
  const groupNames = new Map((groups ?? []).map(({ id, name }) => [id, name]));
  const items = servicesEncrypted ? await unseal(servicesEncrypted, password) : services;
  return readItems(items, service, ({ name, secret, groupId, otp, ...rest }) => {
    const { account, issuer, label, digits, period, algorithm, counter, tokenType, ...otpRest } = otp ?? {};
    const reading = makeCode({
      type: tokenType || 'TOTP',
      issuer: issuer?.trim() ? issuer : (name ?? ''),
      account: account?.trim() ? account : (label ?? ''),
      secret,
      algorithm,
      digits,
      period,
      counter,
    });
    if ('refused' in reading) return reading;
    const group = groupId ? groupNames.get(groupId)?.trim() : '';
    const { code } = reading;
    return {
      draft: codeDraft(code, {
        title: name?.trim() || code.issuer || code.account || 'One-time code',
        tags: group ? [group] : [],
        raw: leftOver('2fas', Object.keys(otpRest).length > 0 ? { ...rest, otp: otpRest } : rest),
      }),
    };
  });
});

/** `ciphertext and tag : salt : nonce`, each in Base64. */
async function unseal(sealed: string, password: string | null): Promise<unknown[]> {
  const [data, salt, nonce] = sealed.split(':').map((part) => Buffer.from(part, 'base64'));
  if (!data || !salt || !nonce)
    throw invalidFile('The 2FAS backup is damaged: its sealed part is not whole.');
  const key = await pbkdf2Key(requirePassword(password), salt, rounds);
  const text = openGcmWithTag(key, nonce, data);
  if (text === null) throw passwordTrouble('wrong');
  const services = await readSealedJson(text);
  if (!Array.isArray(services)) throw invalidFile('The 2FAS backup holds no list of services.');
  return services;
}
