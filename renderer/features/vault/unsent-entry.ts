import type { EntryTexts } from './entry-texts.ts';

/**
 * What was typed into a form and not sent, by the entry it is about (0 for a new one). In memory only: unlike
 * other drafts it must not reach the disk, and it goes when the vault is locked.
 */
const unsent = new Map<number, EntryTexts>();

export function unsentFor(id: number): EntryTexts | undefined {
  return unsent.get(id);
}

export function keepUnsent(id: number, texts: EntryTexts): void {
  unsent.set(id, texts);
}

export function dropUnsent(id?: number): void {
  if (id === undefined) unsent.clear();
  else unsent.delete(id);
}
