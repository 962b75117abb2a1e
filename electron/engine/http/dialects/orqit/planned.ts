import { plannedRoutes } from '../../define-route.ts';
import type { Route } from '../../route.ts';

const path = '/api/public/v1/webhooks';

/** What the vendor documents and Techbench does not have yet. */
export function planned(): Route[] {
  return plannedRoutes('webhooks', [
    ['POST', path, 'webhooks:manage'],
    ['GET', path, 'webhooks:manage'],
    ['GET', `${path}/:id`, 'webhooks:manage'],
    ['DELETE', `${path}/:id`, 'webhooks:manage'],
  ]);
}
