import type { ApiKey } from '../../shared/api-key.ts';
import { keyWarnings } from '../../shared/api-key.ts';
import type { Caller } from '../../shared/caller.ts';
import type { createAssets } from './inventory/assets.ts';
import { createReviews, type ReviewDeps } from './security/review/reviews.ts';

export interface ReviewRoomDeps extends Omit<ReviewDeps, 'assets' | 'keys'> {
  readonly inventory: ReturnType<typeof createAssets>;
  readonly listKeys: () => readonly ApiKey[];
}

/** Assets of these states stand nowhere any more. */
const goneStatuses: readonly string[] = ['retired', 'lost'];
const perPage = 500;

/** Joins the review to what is known of clients: logins, assets, keys. */
export function createReviewRoom(deps: ReviewRoomDeps) {
  const { inventory, clock } = deps;

  function assetsOf(caller: Caller, organizationId: number) {
    const found = [];
    for (let offset = 0; ; offset += perPage) {
      const { rows } = inventory.handlers.list(caller, {
        filter: { organizationId },
        search: '',
        sort: [],
        offset,
        limit: perPage,
      });
      found.push(...rows.filter(({ status }) => !goneStatuses.includes(status)));
      if (rows.length < perPage) return found;
    }
  }

  return createReviews({
    ...deps,
    assets: (caller, wanted) =>
      'ids' in wanted
        ? wanted.ids.flatMap((id) =>
            inventory.named(caller, id) ? [inventory.handlers.get(caller, { id })] : [],
          )
        : assetsOf(caller, wanted.organizationId),
    keys: (organizationId) =>
      deps
        .listKeys()
        .filter((key) => key.organizationId === organizationId && key.state === 'active')
        .map((key) => ({ ...key, warnings: keyWarnings(key, clock.now()).map(({ kind }) => kind) })),
  });
}
