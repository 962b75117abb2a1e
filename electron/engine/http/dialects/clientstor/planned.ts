import { plannedRoutes } from '../../define-route.ts';
import type { Route } from '../../route.ts';

const passwords = '/api/passwords';
const monitors = '/api/monitors';

/** What the vendor documents and Techbench does not have yet. */
export function planned(): Route[] {
  return plannedRoutes(null, [
    ['GET', passwords, 'passwords:read'],
    ['POST', passwords, 'passwords:write'],
    ['GET', `${passwords}/:id`, 'passwords:read'],
    ['PUT', `${passwords}/:id`, 'passwords:write'],
    ['PATCH', `${passwords}/:id`, 'passwords:write'],
    ['DELETE', `${passwords}/:id`, 'passwords:write'],
    ['GET', `${passwords}/:id/otp`, 'passwords:reveal'],
    ['GET', monitors, 'monitors:read'],
    ['POST', monitors, 'monitors:write'],
    ['GET', `${monitors}/:id`, 'monitors:read'],
    ['PUT', `${monitors}/:id`, 'monitors:write'],
    ['PATCH', `${monitors}/:id`, 'monitors:write'],
  ]);
}
