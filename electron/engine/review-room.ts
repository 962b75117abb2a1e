import type { ApiKey } from '../../shared/api-key.ts';
import { keyWarnings } from '../../shared/api-key.ts';
import type { Caller } from '../../shared/caller.ts';
import type { createAssets } from './inventory/assets.ts';
import { mayReach } from './database/tenancy.ts';
import type { Steps } from './platform/in-slices.ts';
import { withPatches, type PatchFacts } from './security/review/patch-facts.ts';
import { createReviews, type ReviewDeps, type ReviewedAsset } from './security/review/reviews.ts';

export interface ReviewRoomDeps extends Omit<ReviewDeps, 'assets' | 'keys'> {
  /** How updates stand by what agents tell. */
  readonly patches: (assets: readonly ReviewedAsset[]) => Steps<PatchFacts>;
  readonly inventory: ReturnType<typeof createAssets>;
  readonly listKeys: () => readonly ApiKey[];
}

const perStep = 1000;

/** Joins the review to what is known of clients: logins, assets, keys. */
export function createReviewRoom(deps: ReviewRoomDeps) {
  const { inventory, clock } = deps;

  function* assetsOf(organizationId: number): Steps<ReviewedAsset[]> {
    const found: ReviewedAsset[] = [];
    for (let after = 0; ;) {
      const rows = deps.db.all<ReviewedAsset>(
        `SELECT id, organization_id AS organizationId, name, ip_address AS ipAddress, hostname
         FROM asset INDEXED BY asset_organization_id
         WHERE organization_id = ? AND id > ? AND status NOT IN ('retired', 'lost') ORDER BY id LIMIT ${perStep}`,
        [organizationId, after],
      );
      found.push(...rows);
      if (rows.length < perStep) return found;
      after = rows.at(-1)!.id;
      yield;
    }
  }

  function* assetsNamed(caller: Caller, ids: readonly number[]): Steps<ReviewedAsset[]> {
    const found: ReviewedAsset[] = [];
    for (const id of ids) {
      if (inventory.named(caller, id)) found.push(inventory.handlers.get(caller, { id }));
      yield;
    }
    return found;
  }

  return createReviews({
    ...deps,
    assets: (caller, wanted) =>
      'ids' in wanted
        ? assetsNamed(caller, wanted.ids)
        : assetsOf(mayReach(caller, wanted.organizationId) ? wanted.organizationId : 0),
    *updates(assets) {
      return withPatches(yield* deps.updates(assets), yield* deps.patches(assets), assets.length);
    },
    keys: (organizationId) =>
      deps
        .listKeys()
        .filter((key) => key.organizationId === organizationId && key.state === 'active')
        .map((key) => ({ ...key, warnings: keyWarnings(key, clock.now()).map(({ kind }) => kind) })),
  });
}
