import { writeOtpauthUri } from '../one-time-code/otpauth-uri.ts';
import type { VaultDraft } from '../vault-draft.ts';
import { textsIn } from './raw-parts.ts';
import type { WrittenFile } from './vault-exporter.ts';

/** One address a line. Entries without a code have no place in it. */
export function writeOtpauthList(drafts: readonly VaultDraft[]): WrittenFile {
  const lines = drafts.flatMap(({ oneTimeCode, raw }) =>
    oneTimeCode === null ? [] : [`${writeOtpauthUri(oneTimeCode, textsIn(raw['otpauth']))}\n`],
  );
  return { text: lines.join(''), leftOut: drafts.length - lines.length };
}
