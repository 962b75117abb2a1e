import { z } from 'zod';
import { makeCode } from '../one-time-code/make-code.ts';
import { codeDraft, leftOver } from './draft.ts';
import { jsonImporter } from './json-importer.ts';
import { readItems } from './read-rows.ts';

const types = ['', 'hotp', 'totp', 'Mobile-OTP', 'steam', 'Yandex'];
const algorithms = ['SHA1', 'SHA256', 'SHA512'];

const backup = z.object({
  Authenticators: z.array(z.unknown()),
  Categories: z.array(z.object({ Id: z.string(), Name: z.string() })).nullish(),
  AuthenticatorCategories: z
    .array(z.object({ AuthenticatorSecret: z.string(), CategoryId: z.string() }))
    .nullish(),
});
const authenticator = z.looseObject({
  Type: z.number(),
  Issuer: z.string().nullish(),
  Username: z.string().nullish(),
  Secret: z.string(),
  Algorithm: z.number().nullish(),
  Digits: z.number().nullish(),
  Period: z.number().nullish(),
  Counter: z.number().nullish(),
});

/** Stratum, once called Authenticator Pro: its backup in clear. */
export const stratum = jsonImporter(backup, ({ Authenticators, Categories, AuthenticatorCategories }) => {
  const names = new Map((Categories ?? []).map(({ Id, Name }) => [Id, Name]));
  const tagsBySecret = new Map<string, string[]>();
  for (const { AuthenticatorSecret: secret, CategoryId } of AuthenticatorCategories ?? []) {
    const name = names.get(CategoryId);
    if (name) tagsBySecret.set(secret, [...(tagsBySecret.get(secret) ?? []), name]);
  }
  return readItems(Authenticators, authenticator, (item) => {
    const { Type, Issuer, Username, Secret, Algorithm, Digits, Period, Counter, ...rest } = item;
    const reading = makeCode({
      type: types[Type] || `number ${Type}`,
      issuer: Issuer ?? '',
      account: Username ?? '',
      secret: Secret,
      algorithm: algorithms[Algorithm ?? 0] ?? `algorithm number ${Algorithm}`,
      digits: Digits,
      period: Period,
      counter: Counter,
    });
    if ('refused' in reading) return reading;
    const tags = tagsBySecret.get(Secret) ?? [];
    return { draft: codeDraft(reading.code, { tags, raw: leftOver('stratum', rest) }) };
  });
});
