import { create } from 'zustand';
import type { Preferences } from '../../shared/preferences.ts';
import { useRecentActions } from './actions.ts';
import { client, errorMessage, reportError, subscribe } from './client.ts';
import { showFailure } from './toasts.ts';

/** Null until main has answered; the console paints nothing that depends on them before. */
export const usePreferences = create<{ preferences: Preferences | null }>(() => ({ preferences: null }));

function accept(preferences: Preferences): void {
  usePreferences.setState({ preferences });
  useRecentActions.setState({ ids: preferences.recentActions });
}

/** `beforeShown` may ask for what will be shown with them: the window is drawn in the moment they are known. */
export async function loadPreferences(beforeShown?: (preferences: Preferences) => void): Promise<void> {
  const preferences = await client.preferences.get({});
  beforeShown?.(preferences);
  accept(preferences);
}

/** Choices that main has not answered yet: what it says meanwhile is older than what is shown. */
let unanswered = 0;

/** Shows the choice at once; where main cannot keep it, says so and goes back. */
export function setPreferences(patch: Partial<Preferences>): void {
  const before = usePreferences.getState().preferences;
  if (!before) return;
  usePreferences.setState({ preferences: { ...before, ...patch } });
  void keep(patch, before);
}

async function keep(patch: Partial<Preferences>, before: Preferences): Promise<void> {
  unanswered += 1;
  const kept = await client.preferences.set(patch).catch((error: unknown) => {
    showFailure(`The setting was not kept: ${errorMessage(error)}`);
    return before;
  });
  unanswered -= 1;
  // The last answer holds what others chose meanwhile; where nobody did, it is what is shown.
  const shown = usePreferences.getState().preferences;
  if (unanswered === 0 && JSON.stringify(kept) !== JSON.stringify(shown)) accept(kept);
}

/** Shows what was chosen elsewhere. A choice made here meanwhile brings that along with its own answer. */
async function readAgain(): Promise<void> {
  const shown = usePreferences.getState().preferences;
  const preferences = await client.preferences.get({});
  if (usePreferences.getState().preferences === shown) accept(preferences);
}

export function followPreferences(): () => void {
  return subscribe((event) => {
    if (event.type === 'preferences' && unanswered === 0) readAgain().catch(reportError);
  });
}

/** One preference; only for components below the frame, which waits for them. */
export function usePreference<K extends keyof Preferences>(name: K): Preferences[K] {
  return usePreferences(({ preferences }) => {
    if (!preferences) throw new Error('preferences were read before they were loaded');
    return preferences[name];
  });
}
