import type { Action } from './actions.ts';

/** Escape closes what is open beside a list: `name` says what, for the sheet of shortcuts. */
export function closeAction({
  isOpen,
  ...named
}: Pick<Action, 'id' | 'name' | 'group' | 'run'> & { readonly isOpen: boolean }): Action {
  return { ...named, keys: ['escape'], hidden: true, when: () => isOpen };
}
