import type { VaultDraft } from '../vault-draft.ts';

export interface WrittenFile {
  readonly text: string;
  /** Entries that the format has no place for. */
  readonly leftOut: number;
}

/** One format to write. `password` seals the file where the format can; null leaves it in clear. */
export type VaultExporter = (
  drafts: readonly VaultDraft[],
  password: string | null,
) => WrittenFile | Promise<WrittenFile>;
