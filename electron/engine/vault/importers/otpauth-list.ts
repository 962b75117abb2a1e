import { readCodeText } from '../one-time-code/code-text.ts';
import { codeDraft, leftOver } from './draft.ts';
import { readRows, type RowOutcome } from './read-rows.ts';
import type { VaultImporter } from './vault-importer.ts';

/** One otpauth address a line, as most authenticator apps write them as text. */
export const otpauthList: VaultImporter = {
  recognises: (file) =>
    file.notation === 'addresses' && file.lines.some((line) => /^(?:otpauth|steam):\/\//i.test(line)),
  read(file) {
    const lines = file.notation === 'addresses' ? file.lines : [];
    return readRows(lines, readAddress);
  },
};

export function readAddress(line: string): RowOutcome {
  if (!/^[a-z]+:\/\//i.test(line)) return { refused: 'is no otpauth address' };
  const reading = readCodeText(line, { issuer: '', account: '' });
  if ('refused' in reading) return reading;
  return { draft: codeDraft(reading.code, { raw: leftOver('otpauth', reading.others) }) };
}
