import { z } from 'zod';
import { makeCode } from '../one-time-code/make-code.ts';
import { codeDraft, leftOver } from './draft.ts';
import { jsonIn } from './json-importer.ts';
import { anyOf, readItems } from './read-rows.ts';
import type { VaultFile } from './open-vault-file.ts';
import type { VaultImporter } from './vault-importer.ts';

const guard = z.looseObject({ shared_secret: z.string(), account_name: z.string().nullish() });
const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const wrapped = z.object({ accounts: z.record(z.string(), z.unknown()) });

/** Steam Guard: a `maFile`, or the app's own file with several accounts. The secret is in Base64 here. */
export const steam: VaultImporter = {
  recognises: (file) => anyOf(guardsIn(file), guard),
  read: (file) =>
    readItems(guardsIn(file), guard, ({ shared_secret: secret, account_name: name, ...rest }) => {
      if (!base64.test(secret)) return { refused: 'has a secret that is no Base64' };
      const bytes = Buffer.from(secret, 'base64');
      const reading = makeCode({ type: 'steam', issuer: 'Steam', account: name ?? '', secret: bytes });
      if ('refused' in reading) return reading;
      return { draft: codeDraft(reading.code, { raw: leftOver('steam', rest) }) };
    }),
};

function guardsIn(file: VaultFile): unknown[] {
  const { data } = wrapped.safeParse(jsonIn(file));
  return data ? Object.values(data.accounts) : [jsonIn(file)];
}
