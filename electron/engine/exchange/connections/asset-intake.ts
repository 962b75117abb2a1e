import type { Caller } from '../../../../shared/caller.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Clock } from '../../platform/clock.ts';
import { findLink, writeLink } from './link-repository.ts';
import type { RemoteAsset } from './remote.ts';
import { connectionCaller, type Source } from './ticket-intake.ts';

type Fields = Readonly<Record<string, string | null>>;

export interface AssetIntakeDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly assets: {
    /** By its serial number, else its name; of that organization. */
    find(organizationId: number, fields: Fields): number | undefined;
    valuesOf(id: number): Readonly<Record<string, unknown>> | undefined;
    create(caller: Caller, organizationId: number, fields: Fields): number;
    update(caller: Caller, id: number, fields: Fields): void;
  };
  /** Null where its records are not taken; undefined where it is not known. */
  readonly organizationOf: (
    connectionId: number,
    remoteId: string,
  ) => { readonly organizationId: number | null } | undefined;
}

export type AssetIntake = ReturnType<typeof createAssetIntake>;

/**
 * Assets as a service has them. What was changed here since both last agreed stays: assets are not sent there, so theirs
 * is never more than news of fields that nobody touched here.
 */
export function createAssetIntake({ db, clock, assets, organizationOf }: AssetIntakeDeps) {
  function takeOne(source: Source, asset: RemoteAsset, run: number): 'added' | 'changed' | 'same' {
    const { remoteId, remoteOrganizationId, fields } = asset;
    const mapped =
      remoteOrganizationId === null ? undefined : organizationOf(source.id, remoteOrganizationId);
    const organizationId = mapped ? mapped.organizationId : source.organizationId;
    if (organizationId === null) return 'same';
    const caller = connectionCaller(source);
    const known = findLink(db, source.id, 'asset', remoteId);
    const localId =
      known && assets.valuesOf(known.localId) ? known.localId : assets.find(organizationId, fields);
    const noted = { base: fields, knownAt: asset.updatedAt ?? 0, seenRun: run, readAt: clock.now() };
    if (localId === undefined) {
      // Removed here by somebody: it does not come back by itself.
      if (known) {
        writeLink(db, source.id, 'asset', remoteId, { localId: known.localId, ...noted });
        return 'same';
      }
      const created = assets.create(caller, organizationId, usable(fields));
      writeLink(db, source.id, 'asset', remoteId, { localId: created, ...noted });
      return 'added';
    }
    const mine = assets.valuesOf(localId)!;
    const base = known?.base as Fields | null | undefined;
    const news = Object.fromEntries(
      Object.entries(usable(fields)).filter(([field, value]) => {
        if (mine[field] === value) return false;
        // Met for the first time: what is noted here stays, and only what is empty is filled.
        if (!base) return mine[field] == null || mine[field] === '';
        return base[field] !== value && mine[field] === base[field];
      }),
    );
    if (Object.keys(news).length > 0) assets.update(caller, localId, news);
    writeLink(db, source.id, 'asset', remoteId, { localId, ...noted });
    return Object.keys(news).length > 0 ? 'changed' : 'same';
  }

  return {
    take(source: Source, rows: readonly RemoteAsset[], run: number): { added: number; changed: number } {
      const outcomes = rows.map((row) => takeOne(source, row, run));
      return {
        added: outcomes.filter((outcome) => outcome === 'added').length,
        changed: outcomes.filter((outcome) => outcome === 'changed').length,
      };
    },
  };
}

/** Blank names and words are no values of ours. */
function usable(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(
      ([field, value]) => !['name', 'type', 'status'].includes(field) || (value !== null && /\S/.test(value)),
    ),
  );
}
