import type { RmmFacts } from '../../../../shared/rmm-device.ts';
import type { ReviewFinding } from '../../../../shared/security-review.ts';
import type { ReadableDb } from '../../database/db.ts';
import { chunksOf, type Steps } from '../../platform/in-slices.ts';

interface NamedAsset {
  readonly id: number;
  readonly name: string;
}

/** For the security review: how updates stand on these assets, as agents tell. Where two tell, the later one counts. */
export function* patchFacts(
  db: ReadableDb,
  assets: readonly NamedAsset[],
): Steps<{ known: number; findings: ReviewFinding[]; checkedAt: number | null }> {
  const findings: ReviewFinding[] = [];
  let known = 0;
  let checkedAt: number | null = null;
  for (const some of chunksOf(assets, 200)) {
    const told = toldOf(db, some);
    for (const asset of some) {
      const patch = told.get(asset.id);
      if (!patch || patch.state === 'unknown') continue;
      known += 1;
      checkedAt = Math.min(checkedAt ?? patch.at, patch.at);
      const evidence = evidenceOf(patch);
      if (evidence === null) continue;
      const record = { kind: 'asset', id: asset.id, name: asset.name } as const;
      findings.push({ rule: 'missing_updates', record, evidence, evidenceAt: patch.at });
    }
    yield;
  }
  return { known, findings, checkedAt };
}

type Patch = NonNullable<RmmFacts['patch']>;

function toldOf(db: ReadableDb, assets: readonly NamedAsset[]): Map<number, Patch> {
  const rows = db.all<{ assetId: number; patch: string | null }>(
    `SELECT asset_id AS assetId, facts -> '$.patch' AS patch FROM rmm_device
     WHERE asset_id IN (SELECT value FROM json_each(?)) AND link = 'linked' AND presence IN ('present', 'missing')
     ORDER BY id`,
    [JSON.stringify(assets.map(({ id }) => id))],
  );
  const told = new Map<number, Patch>();
  for (const { assetId, patch } of rows) {
    const read = patch === null ? undefined : (JSON.parse(patch) as Patch);
    const before = told.get(assetId);
    if (read && (!before || before.at <= read.at)) told.set(assetId, read);
  }
  return told;
}

/** Null where nothing is missing. */
function evidenceOf({ state, pending, failed }: Patch): string | null {
  switch (state) {
    case 'failed':
      return failed === null ? 'updates failed' : `${failed} failed, ${pending ?? 0} pending`;
    case 'pending':
      return pending === null ? 'updates are pending' : `${pending} pending`;
    case 'reboot':
      return 'updates wait for a restart';
    case 'no_policy':
      return 'no policy installs updates';
    case 'patched':
    case 'unknown':
      return null;
  }
}
