import { z } from 'zod';
import { makeCode } from '../one-time-code/make-code.ts';
import { codeDraft, leftOver } from './draft.ts';
import { jsonImporter } from './json-importer.ts';
import { anyOf, readItems } from './read-rows.ts';

const account = z.looseObject({
  name: z.string().nullish(),
  otpGenerator: z.looseObject({ otpSecret: z.string(), counter: z.number().nullish() }),
});
const backup = z.array(z.unknown()).refine((accounts) => anyOf(accounts, account));

/** Duo Mobile's list of accounts. One with a counter is by count. */
export const duo = jsonImporter(backup, (accounts) =>
  readItems(accounts, account, ({ name, otpGenerator, ...rest }) => {
    const { otpSecret, counter, ...generatorRest } = otpGenerator;
    const reading = makeCode({
      type: typeof counter === 'number' ? 'hotp' : 'totp',
      issuer: name ?? '',
      account: '',
      secret: otpSecret,
      counter,
    });
    if ('refused' in reading) return reading;
    return { draft: codeDraft(reading.code, { raw: leftOver('duo', { ...rest, ...generatorRest }) }) };
  }),
);
