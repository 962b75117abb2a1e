import type { Caller } from '../../../../shared/caller.ts';
import { mayReach } from '../../database/tenancy.ts';
import type { EntryIndex } from './entry-index.ts';

interface Label {
  readonly name: string;
  readonly count: number;
}

/** Folders and tags that are in use, by name. */
export function labelsOf(
  index: EntryIndex,
  caller: Caller,
  organizationId: number | undefined,
): { folders: Label[]; tags: Label[] } {
  const folders = new Map<string, number>();
  const tags = new Map<string, number>();
  for (const { organizationId: own, card } of index.all()) {
    if (!mayReach(caller, own) || (organizationId !== undefined && own !== organizationId)) continue;
    if (card.folder !== null) count(folders, card.folder);
    for (const tag of card.tags) count(tags, tag);
  }
  return { folders: byName(folders), tags: byName(tags) };
}

function count(labels: Map<string, number>, name: string): void {
  labels.set(name, (labels.get(name) ?? 0) + 1);
}

function byName(labels: ReadonlyMap<string, number>): Label[] {
  return [...labels].map(([name, count]) => ({ name, count })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
