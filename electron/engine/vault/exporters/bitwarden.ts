import { randomBytes, randomUUID } from 'node:crypto';
import { bitwardenKeys, sealBitwardenText } from '../importers/unseal/bitwarden-cipher.ts';
import { pbkdf2Key } from '../importers/unseal/derive-key.ts';
import type { VaultDraft } from '../vault-draft.ts';
import { bitwardenItemOf } from './bitwarden-item.ts';
import type { WrittenFile } from './vault-exporter.ts';

/** What OWASP asks of PBKDF2 with SHA-256, and Bitwarden's own default. */
const rounds = 600_000;

/** Bitwarden's JSON, in clear or protected with a password of its own. Folders stand for clients and their folders. */
export async function writeBitwarden(
  drafts: readonly VaultDraft[],
  password: string | null,
): Promise<WrittenFile> {
  const names = [...new Set(drafts.map(folderNameOf).filter((name) => name !== null))];
  const ids = new Map(names.map((name) => [name, randomUUID()]));
  const content = {
    encrypted: false,
    folders: [...ids].map(([name, id]) => ({ id, name })),
    items: drafts.map((draft) => bitwardenItemOf(draft, ids.get(folderNameOf(draft) ?? '') ?? null)),
  };
  const text = JSON.stringify(content, null, 2);
  return { text: password === null ? text : await sealed(text, password), leftOut: 0 };
}

/** Bitwarden shows a slash as one folder inside another. */
function folderNameOf({ organization, folder }: VaultDraft): string | null {
  return [organization, folder].filter((name) => name !== null).join('/') || null;
}

async function sealed(text: string, password: string): Promise<string> {
  // Its text is what Bitwarden salts with, not the bytes that it stands for.
  const salt = randomBytes(16).toString('base64');
  const keys = bitwardenKeys(await pbkdf2Key(password, Buffer.from(salt), rounds));
  const file = {
    encrypted: true,
    passwordProtected: true,
    salt,
    kdfType: 0,
    kdfIterations: rounds,
    encKeyValidation_DO_NOT_EDIT: sealBitwardenText(keys, randomUUID()),
    data: sealBitwardenText(keys, text),
  };
  return JSON.stringify(file, null, 2);
}
