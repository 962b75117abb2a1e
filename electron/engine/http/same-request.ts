import type { Route } from './route.ts';

/**
 * What makes two requests the same besides their bodies, as texts to compare: the route whichever of its
 * addresses was used (`/api/assets`, `/api/assets/`, `/api/v1/assets/`), and the parameters in whatever order and
 * spelling they came.
 */
export function sameRequest(
  { method, path, aliasOf }: Route,
  params: Readonly<Record<string, string | undefined>>,
  query: string,
): string[] {
  const asked = new URLSearchParams(query);
  asked.sort();
  return [method, aliasOf ?? path, JSON.stringify(params), asked.toString()];
}
