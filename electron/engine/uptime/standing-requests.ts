import type { PushEvent } from '../../../shared/events.ts';
import type { WritableDb } from '../database/db.ts';
import { getRecord, updateRecord } from '../database/records/record-repository.ts';
import type { Log } from '../platform/log.ts';
import { monitorTable } from './monitor-table.ts';
import { holdsSecrets, type SealedRequests } from './sealed-requests.ts';

export interface StandingRequestDeps {
  readonly db: WritableDb;
  readonly log: Log;
  readonly push: (event: PushEvent) => void;
  readonly requests: SealedRequests;
}

/** What monitors sent before requests were kept in the vault, and what nobody sends any more. */
export function createStandingRequests({ db, log, push, requests }: StandingRequestDeps) {
  let wasOpen = false;

  /** Values that still lie with their monitors go where they belong; the history is not told what they are. */
  function takeIn(): void {
    const ids = db
      .all<{ id: number }>(
        `SELECT id FROM monitor
         WHERE json_extract(options, '$.body') IS NOT NULL OR json_extract(options, '$.headers') <> '{}'`,
      )
      .map(({ id }) => id);
    const moved = ids.filter((id) => {
      const monitor = getRecord(db, monitorTable, id)!;
      if (!holdsSecrets(monitor.options)) return false;
      db.transaction(() =>
        updateRecord(db, monitorTable, id, { options: requests.seal(monitor.options, monitor.options) }),
      );
      return true;
    });
    if (moved.length === 0) return;
    log('info', 'header values and bodies of monitors were moved to the vault', { monitors: moved.length });
    push({ type: 'monitors', ids: null, reason: 'changed' });
  }

  return {
    /** Whether the vault was opened since this was asked last. */
    opened(): boolean {
      const isOpen = requests.isOpen();
      const isNew = isOpen && !wasOpen;
      wasOpen = isOpen;
      if (isNew) takeIn();
      return isNew;
    },
    /** Earlier requests are there to be brought back by undoing, as long as this runs. */
    forgetOld(): void {
      const named = db.all<{ kept: string }>(
        "SELECT json_extract(options, '$.kept') AS kept FROM monitor WHERE json_extract(options, '$.kept') IS NOT NULL",
      );
      db.transaction(() => requests.forgetOthers(new Set(named.map(({ kept }) => kept))));
    },
  };
}
