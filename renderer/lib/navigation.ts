import { create } from 'zustand';
import { keep, kept } from './crash-store.ts';
import { formatRoute } from './format-route.ts';
import { inbox, parseRoute, type Route } from './route.ts';

interface Navigation {
  readonly route: Route;
}

/** A crashed window is loaded afresh, without the fragment. */
const placeKey = 'place';

/** Where the technician is. */
export const useNavigation = create<Navigation>(() => ({
  route: parseRoute(window.location.hash) ?? parseRoute(kept(placeKey)) ?? inbox,
}));

useNavigation.subscribe(({ route }) => keep(placeKey, formatRoute(route)));

/** Goes somewhere. `replace` leaves no step behind: for moves too small to go back to. */
export function navigate(route: Route, options: { replace?: boolean } = {}): void {
  const hash = `#/${formatRoute(route)}`;
  if (hash === window.location.hash) return;
  if (options.replace) window.history.replaceState(null, '', hash);
  else window.history.pushState(null, '', hash);
  useNavigation.setState({ route });
}

/** Follows a link from outside (deep link, tray). Returns false where it is no place of the console. */
export function navigateToText(text: string): boolean {
  const route = parseRoute(text);
  if (!route) return false;
  navigate(route);
  return true;
}

export function followHistory(): () => void {
  const onPop = () => useNavigation.setState({ route: parseRoute(window.location.hash) ?? inbox });
  window.addEventListener('popstate', onPop);
  return () => window.removeEventListener('popstate', onPop);
}
