import { systemCaller, type Caller } from '../../../../../shared/caller.ts';
import { AppError } from '../../../../../shared/errors.ts';
import type { softwareContract } from '../../../../../shared/software.ts';
import type { SyncDomainHandlers } from '../../../../../shared/procedure.ts';
import type { WritableDb } from '../../../database/db.ts';
import { newChangeId, type Journal } from '../../../database/journal.ts';
import { requireWriter } from '../../../database/tenancy.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Matcher } from '../matching/matcher.ts';
import {
  getSoftware,
  installedOn,
  internBuild,
  putSoftware,
  removeSoftware,
  seeAgain,
  softwareOf,
  type SoftwareName,
  type SoftwareRow,
} from './software-repository.ts';
import type { SoftwareSource } from '../../../../../shared/software.ts';

export interface SoftwareDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly matcher: Matcher;
  /** Brings the findings of an asset up to its software, in the caller's transaction. */
  readonly settleAsset: (assetId: number) => void;
  /** Whose an asset is; undefined where the caller may not know of it. */
  readonly assetOrganization: (caller: Caller, id: number) => number | undefined;
  /** Assets are to be looked at behind the change. */
  readonly wake: () => void;
  readonly told: () => void;
}

type SoftwarePlace = Pick<SoftwareRow, 'assetId' | 'organizationId'>;

const mostNamed = 10;

/** What is installed on assets. */
export function createSoftware(deps: SoftwareDeps) {
  const { db, clock, journal, matcher } = deps;

  function requireAsset(caller: Caller, assetId: number): number {
    const organizationId = deps.assetOrganization(caller, assetId);
    if (organizationId === undefined) throw new AppError('not_found', 'There is no such asset.');
    return organizationId;
  }

  function requireRow(caller: Caller, id: number): SoftwareRow {
    const row = getSoftware(db, id);
    if (!row || deps.assetOrganization(caller, row.assetId) === undefined)
      throw new AppError('not_found', 'There is no such software.');
    return row;
  }

  /** Notes one more, in the caller's transaction. @returns the row's id */
  function put(place: SoftwarePlace, software: SoftwareName, source: SoftwareSource): number {
    const now = clock.now();
    const build = internBuild(db, software, now);
    if (build.isNew) matcher.matchBuild(build.productId, build);
    lookAgain(place.assetId);
    return putSoftware(db, { ...place, buildId: build.id, source, seenAt: now });
  }

  /** Takes one away, in the caller's transaction. */
  function remove({ id, assetId }: Pick<SoftwareRow, 'id' | 'assetId'>): void {
    removeSoftware(db, id);
    lookAgain(assetId);
  }

  function lookAgain(assetId: number): void {
    db.run('INSERT OR IGNORE INTO match_work VALUES (?)', [assetId]);
    db.afterCommit(deps.wake);
  }

  /** In the history of the asset. */
  function audit(
    caller: Caller,
    { assetId, organizationId }: SoftwarePlace,
    from: string | null,
    to: string | null,
    changeId = newChangeId(),
  ): void {
    const changes = [{ field: 'software', from, to }];
    journal.audit(caller, {
      changeId,
      entity: 'asset',
      entityId: assetId,
      organizationId,
      action: 'software',
      changes,
    });
  }

  /** Part of a look at an asset by its agent: what is new is put there, what is known was seen again. */
  function see(place: SoftwarePlace, programs: readonly Omit<SoftwareName, 'kind'>[]): void {
    const added: string[] = [];
    for (const program of programs) {
      const software = { kind: 'application', ...program } as const;
      if (seeAgain(db, place.assetId, software, clock.now())) continue;
      put(place, software, 'rmm');
      added.push(named(software));
    }
    if (added.length > 0) audit(systemCaller, place, null, inShort(added));
  }

  /** The look is over: what agents told of and was not seen since it began is gone. */
  function endLook(place: SoftwarePlace, startedAt: number): void {
    const gone = softwareOf(db, place.assetId).filter(
      ({ source, seenAt }) => source === 'rmm' && seenAt < startedAt,
    );
    for (const row of gone) remove(row);
    if (gone.length > 0) audit(systemCaller, place, inShort(gone.map(named)), null);
  }

  const handlers: SyncDomainHandlers<typeof softwareContract, Caller> = {
    ofAsset(caller, { assetId }) {
      requireAsset(caller, assetId);
      return installedOn(db, assetId);
    },
    add(caller, { assetId, vendor, name, version }) {
      requireWriter(caller);
      return db.transaction(() => {
        const organizationId = requireAsset(caller, assetId);
        const software = { kind: 'application', vendor, name, version } as const;
        const id = put({ assetId, organizationId }, software, 'console');
        audit(caller, { assetId, organizationId }, null, named(software));
        deps.settleAsset(assetId);
        db.afterCommit(deps.told);
        return installedOn(db, assetId).find((row) => row.id === id)!;
      });
    },
    remove(caller, { id }) {
      requireWriter(caller);
      return db.transaction(() => {
        const row = requireRow(caller, id);
        if (row.source === 'asset')
          throw new AppError('conflict', 'The operating system is changed at the asset itself.');
        remove(row);
        audit(caller, row, named(row), null);
        deps.settleAsset(row.assetId);
        db.afterCommit(deps.told);
        return {};
      });
    },
  };

  return { handlers, put, remove, audit, looks: { see, endLook } };
}

export type Software = ReturnType<typeof createSoftware>;

export const named = ({ name, version }: Pick<SoftwareName, 'name' | 'version'>): string =>
  `${name} ${version}`.trim();

/** A history is read by people: of many programs the first few, and how many there were. */
function inShort(names: readonly string[]): string {
  const rest = names.length - mostNamed;
  return names.slice(0, mostNamed).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
