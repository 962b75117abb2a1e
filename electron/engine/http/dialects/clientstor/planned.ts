import { plannedRoutes } from '../../define-route.ts';
import type { Route } from '../../route.ts';

const monitors = '/api/monitors';

/** What the vendor documents and Techbench does not have yet. */
export function planned(): Route[] {
  return plannedRoutes(null, [
    ['GET', monitors, 'monitors:read'],
    ['POST', monitors, 'monitors:write'],
    ['GET', `${monitors}/:id`, 'monitors:read'],
    ['PUT', `${monitors}/:id`, 'monitors:write'],
    ['PATCH', `${monitors}/:id`, 'monitors:write'],
  ]);
}
