import { useSyncExternalStore } from 'react';
import type { ListState, RowList } from './paged-list.ts';

const nothing = { subscribe: () => () => undefined, state: () => null };

/** What a list knows of itself now; null while there is none. */
export function useListState(list: RowList | null): ListState | null {
  return useSyncExternalStore(list?.subscribe ?? nothing.subscribe, list?.state ?? nothing.state);
}
