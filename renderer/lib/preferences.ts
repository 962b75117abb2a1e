import { create } from 'zustand';
import type { Preferences } from '../../shared/preferences.ts';
import { useRecentActions } from './actions.ts';
import { client, errorMessage, subscribe } from './client.ts';
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

/** Choices that main has not answered yet: what it announces meanwhile is older than what is shown. */
let unanswered = 0;

/** Shows the choice at once; where main cannot keep it, says so and goes back. */
export function setPreferences(patch: Partial<Preferences>): void {
  const before = usePreferences.getState().preferences;
  if (!before) return;
  usePreferences.setState({ preferences: { ...before, ...patch } });
  unanswered += 1;
  client.preferences
    .set(patch)
    .catch((error: unknown) => {
      usePreferences.setState({ preferences: before });
      showFailure(`The setting was not kept: ${errorMessage(error)}`);
    })
    .finally(() => {
      unanswered -= 1;
    });
}

export function followPreferences(): () => void {
  return subscribe((event) => {
    if (event.type === 'preferences' && unanswered === 0) void loadPreferences();
  });
}

/** One preference; only for components below the frame, which waits for them. */
export function usePreference<K extends keyof Preferences>(name: K): Preferences[K] {
  return usePreferences(({ preferences }) => {
    if (!preferences) throw new Error('preferences were read before they were loaded');
    return preferences[name];
  });
}
