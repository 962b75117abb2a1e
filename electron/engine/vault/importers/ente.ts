import { z } from 'zod';
import { decodeText } from '../../platform/import-file.ts';
import { readOtpauthUri } from '../one-time-code/otpauth-uri.ts';
import { codeDraft, leftOver, textOrNull } from './draft.ts';
import { passwordTrouble, requirePassword } from './file-trouble.ts';
import { jsonIn } from './json-importer.ts';
import { linesOf, type VaultFile } from './open-vault-file.ts';
import { readAddress } from './otpauth-list.ts';
import { readRows, type RowOutcome } from './read-rows.ts';
import { argon2KeyOfFile } from './unseal/argon2-key.ts';
import { openSecretstream } from './unseal/open-secretstream.ts';
import type { VaultImporter } from './vault-importer.ts';

const sealedExport = z.object({
  kdfParams: z.object({ memLimit: z.number(), opsLimit: z.number(), salt: z.string() }),
  encryptedData: z.string(),
  encryptionNonce: z.string(),
});
/** How Ente shows a code, carried in its address. */
const codeDisplay = z.looseObject({
  pinned: z.boolean().nullish(),
  trashed: z.boolean().nullish(),
  tags: z.array(z.string()).nullish(),
  note: z.string().nullish(),
});

/** Ente Auth: addresses with a `codeDisplay` of its own, as text or encrypted with a password. */
export const ente: VaultImporter = {
  recognises: (file) =>
    file.notation === 'addresses'
      ? file.lines.some((line) => /[?&]codeDisplay=/.test(line))
      : sealedExport.safeParse(jsonIn(file)).success,
  async read(file, password) {
    return readRows(await addressesOf(file, password), readEnteAddress);
  },
};

async function addressesOf(file: VaultFile, password: string | null): Promise<readonly string[]> {
  if (file.notation === 'addresses') return file.lines;
  const sealed = sealedExport.parse(jsonIn(file));
  const { memLimit, opsLimit, salt } = sealed.kdfParams;
  const key = await argon2KeyOfFile(requirePassword(password), Buffer.from(salt, 'base64'), {
    memoryKib: Math.floor(memLimit / 1024),
    passes: opsLimit,
    lanes: 1,
  });
  const bytes = openSecretstream(
    key,
    Buffer.from(sealed.encryptionNonce, 'base64'),
    Buffer.from(sealed.encryptedData, 'base64'),
  );
  if (bytes === null) throw passwordTrouble('wrong');
  return linesOf(decodeText(bytes));
}

function readEnteAddress(line: string): RowOutcome {
  const reading = readOtpauthUri(line);
  if ('refused' in reading) return readAddress(line);
  const { codeDisplay: shown, ...others } = reading.others;
  const display = displayOf(shown);
  if (display === null) {
    return {
      draft: codeDraft(reading.code, { raw: leftOver('ente', reading.others) }),
      ...asks(reading.code),
    };
  }
  const { pinned, trashed, tags, note, ...rest } = display;
  if (trashed === true) return { leftOut: 'in the trash of Ente Auth' };
  return {
    draft: codeDraft(reading.code, {
      pinned: pinned === true,
      tags: (tags ?? []).filter((tag) => tag.trim() !== ''),
      notes: textOrNull(note),
      raw: leftOver('ente', Object.keys(rest).length > 0 ? { ...others, codeDisplay: rest } : others),
    }),
    ...asks(reading.code),
  };
}

/** Ente shows Steam's letters for whatever is named so. The file does not say it, so neither do we: somebody must look. */
function asks(code: { readonly type: string; readonly issuer: string }): { warning?: string } {
  if (code.type === 'steam' || code.issuer.toLowerCase() !== 'steam') return {};
  return { warning: 'is named Steam and was taken as an ordinary code; Ente Auth shows it as a Steam code' };
}

function displayOf(text: string | undefined): z.output<typeof codeDisplay> | null {
  if (text === undefined) return null;
  try {
    return codeDisplay.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
