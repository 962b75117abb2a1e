import type { VaultDraft } from '../vault-draft.ts';
import type { VaultFile } from './open-vault-file.ts';

/** One row of a file as an entry; rows count from 1 without the header. */
export interface DraftRow {
  readonly row: number;
  readonly draft: VaultDraft;
}

/** Words that follow “Row 3”: `has no secret`. They never hold any part of a secret. */
export interface RefusedRow {
  readonly row: number;
  readonly reason: string;
}

export interface VaultReading {
  readonly drafts: readonly DraftRow[];
  readonly refused: readonly RefusedRow[];
  /** What was left out or could be read in two ways, in whole sentences. */
  readonly warnings: readonly string[];
}

/** One file format. */
export interface VaultImporter {
  /** By content, never by the file's name. */
  recognises(file: VaultFile): boolean;
  /**
   * Reads what it recognises. One bad row is refused and fails nothing else.
   * @param password of an encrypted file; null where none was given
   * @throws AppError `validation` where the file as a whole cannot be read: no or a wrong password, too costly a key
   */
  read(file: VaultFile, password: string | null): VaultReading | Promise<VaultReading>;
}
