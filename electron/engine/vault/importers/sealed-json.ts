import { openVaultFile } from './open-vault-file.ts';
import { invalidFile } from './file-trouble.ts';

/** What was found inside an encrypted file, held to the limits of a file in clear. */
export async function readSealedJson(bytes: Uint8Array): Promise<unknown> {
  const file = await openVaultFile(bytes);
  if (file.notation !== 'json') throw invalidFile('What is sealed in the file is not what its format holds.');
  return file.value;
}
