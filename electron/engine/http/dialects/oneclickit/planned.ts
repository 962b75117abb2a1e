import { plannedRoutes } from '../../define-route.ts';
import type { Route } from '../../route.ts';

/** What the vendor documents or announces and Techbench does not have yet. */
export function planned(): Route[] {
  return plannedRoutes(null, [
    ['POST', '/v1/api/health-reports', 'security:review'],
    ['GET', '/v1/api/health-reports', 'security:review'],
    ['GET', '/v1/api/health-reports/:id', 'security:review'],
  ]);
}
