import type { Preferences } from '../../shared/preferences.ts';
import { usePreferences } from './preferences.ts';

const darkQuery = '(prefers-color-scheme: dark)';

function apply(preferences: Preferences | null): void {
  const theme = preferences?.theme ?? 'system';
  const dark = theme === 'dark' || (theme === 'system' && window.matchMedia(darkQuery).matches);
  const root = document.documentElement;
  root.classList.toggle('dark', dark);
  root.dataset['density'] = preferences?.density ?? 'comfortable';
}

/** Keeps colours and density as the technician, or the system, wants them. */
export function followTheme(): () => void {
  const query = window.matchMedia(darkQuery);
  const onChange = () => apply(usePreferences.getState().preferences);
  onChange();
  query.addEventListener('change', onChange);
  const stop = usePreferences.subscribe(({ preferences }) => apply(preferences));
  return () => {
    query.removeEventListener('change', onChange);
    stop();
  };
}
