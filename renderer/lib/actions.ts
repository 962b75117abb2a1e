import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { client } from './client.ts';

/** Everything that can be done has a name; palette, shortcut sheet and keyboard read the same list. */
export interface Action {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  /** The first is shown; each is one press (`mod+k`) or two in a row (`g i`). */
  readonly keys?: readonly string[];
  readonly run: () => void;
  /** Answers false while the action makes no sense: hidden in the palette, dead on the keyboard. */
  readonly when?: () => boolean;
  /** Works while typing and while a dialog is open. */
  readonly always?: boolean;
  /** Keys only: moving the cursor is no entry of the palette. */
  readonly hidden?: boolean;
  readonly keywords?: string;
}

interface Registry {
  readonly sets: readonly (readonly Action[])[];
}

export const useActionRegistry = create<Registry>(() => ({ sets: [] }));

/** `beneath` puts them under everything else: what a screen offers wins over what works everywhere. */
export function registerActions(actions: readonly Action[], beneath = false): () => void {
  useActionRegistry.setState(({ sets }) => ({ sets: beneath ? [actions, ...sets] : [...sets, actions] }));
  return () => useActionRegistry.setState(({ sets }) => ({ sets: sets.filter((set) => set !== actions) }));
}

/** Offers actions while the component is mounted. `run` always sees the newest props. */
export function useActions(actions: readonly Action[], { beneath = false } = {}): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  // The list itself changes only by its names and keys; the functions are looked up when they run.
  const shape = actions.map((action) => `${action.id}|${action.name}|${action.keys?.join()}`).join('\n');
  useEffect(() => {
    const find = (id: string) => latest.current.find((action) => action.id === id);
    return registerActions(
      latest.current.map((action) => ({
        ...action,
        run: () => find(action.id)?.run(),
        when: () => {
          const now = find(action.id);
          return now !== undefined && (now.when?.() ?? true);
        },
      })),
      beneath,
    );
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the shape stands for the list
  }, [shape, beneath]);
}

/** What the newest screen offers comes first and wins over what lies beneath. */
export function allActions(): Action[] {
  return useActionRegistry.getState().sets.toReversed().flat();
}

export function isAvailable(action: Action): boolean {
  return action.when?.() ?? true;
}

/** How the palette remembers what was used last; kept in the settings, newest first. */
export const useRecentActions = create<{ ids: readonly string[] }>(() => ({ ids: [] }));

export function runAction(action: Action): void {
  const ids = [action.id, ...useRecentActions.getState().ids.filter((id) => id !== action.id)].slice(0, 20);
  useRecentActions.setState({ ids });
  void client.preferences.set({ recentActions: ids.map((id) => id.slice(0, 120)) }).catch(() => undefined);
  action.run();
}
