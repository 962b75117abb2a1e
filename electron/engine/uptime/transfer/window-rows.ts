import { mspOrganizationId } from '../../../../shared/organization.ts';
import type { WindowInFile } from '../../../../shared/monitor-file.ts';
import { newChangeId } from '../../database/journal.ts';
import type { ReadableDb } from '../../database/db.ts';
import { getRecord } from '../../database/records/record-repository.ts';
import type { WrittenRecord } from '../../platform/importer.ts';
import {
  planRows,
  untouchedFields,
  type ImportOrganizations,
  type PlanOptions,
} from '../../platform/plan-rows.ts';
import type { Caller } from '../../../../shared/caller.ts';
import { maintenanceTable, type Maintenance, type StoredWindow } from '../maintenance/maintenance.ts';
import { countNames } from './count-names.ts';
import { requireSchedule } from '../maintenance/occurrences.ts';

export interface WindowRowDeps {
  readonly db: ReadableDb;
  readonly maintenance: Maintenance;
  readonly organizations: ImportOrganizations;
}

type Item = WindowInFile & { readonly client: string | null; readonly nth: number };
type Values = Omit<WindowInFile, 'organization' | 'monitors'> & { readonly monitorIds: number[] };

/** Maintenance windows of a file of ours. */
export function createWindowRows({ db, maintenance, organizations }: WindowRowDeps) {
  const { records } = maintenance;

  return {
    /** @param idOf what became of the monitor that the file calls so */
    plan(rows: readonly WindowInFile[], options: PlanOptions, idOf: (ref: number) => number | undefined) {
      const changeId = newChangeId();
      const nth = countNames();
      const valuesOf = ({
        client: _client,
        nth: _nth,
        organization: _organization,
        monitors,
        ...values
      }: Item): Values => ({
        ...values,
        monitorIds: monitors.flatMap((ref) => idOf(ref) ?? []),
      });
      return planRows<Item, StoredWindow, WindowInFile>(rows, options, organizations, {
        noun: 'maintenance window',
        read(window) {
          const client = window.organization === '' ? null : window.organization;
          const isOwn = client === null && options.organizationId === mspOrganizationId;
          if (window.everywhere && !isOwn)
            return { refused: 'covers every organization, which only windows of the MSP itself do' };
          try {
            requireSchedule(window.schedule, window.timeZone);
          } catch (error) {
            return { refused: (error as Error).message };
          }
          return { ...window, client, nth: nth(client, window.name) };
        },
        title: ({ name }) => name,
        identity: () => null,
        find(organization, { name, nth }) {
          const found = db.get<{ id: number }>(
            `SELECT id FROM maintenance_window WHERE name = ? AND organization_id = ?
             ORDER BY id LIMIT 1 OFFSET ?`,
            [name, organization, nth],
          );
          return found && getRecord(db, maintenanceTable, found.id);
        },
        patch: (existing, window) => differences(existing, valuesOf(window)),
        insert(window, organizationId): WrittenRecord {
          const values = { ...valuesOf(window), organizationId };
          const { record } = records.create(options.caller, values, 'import', changeId);
          return { entity: 'maintenance', entityId: record.id, before: null, after: valuesKept(record) };
        },
        change(existing, patch): WrittenRecord {
          const applied = records.apply(options.caller, existing, patch, changeId);
          records.tellChanges([applied]);
          const of = (window: StoredWindow) =>
            Object.fromEntries(
              Object.keys(patch).map((field) => [field, window[field as keyof StoredWindow]]),
            );
          return {
            entity: 'maintenance',
            entityId: existing.id,
            before: of(existing),
            after: of(applied.record),
          };
        },
      });
    },
    takeBack(caller: Caller, record: WrittenRecord): 'undone' | 'kept' {
      const window = getRecord(db, maintenanceTable, record.entityId);
      if (!window) return 'undone';
      if (record.before === null) {
        if (JSON.stringify(valuesKept(window)) !== JSON.stringify(record.after)) return 'kept';
        records.remove(caller, [window.id], newChangeId(), 'import undone');
        return 'undone';
      }
      const { patch, all } = untouchedFields(record, (field) => window[field as keyof StoredWindow]);
      records.tellChanges([records.apply(caller, window, patch, newChangeId(), 'import undone')]);
      return all ? 'undone' : 'kept';
    },
  };
}

function differences(existing: StoredWindow, given: Values): Partial<StoredWindow> {
  const fields = Object.keys(given) as (keyof Values)[];
  return Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(existing[field]) !== JSON.stringify(given[field]))
      .map((field) => [field, given[field]]),
  );
}

/** What a person decided of it. */
function valuesKept({ id: _id, createdAt: _createdAt, updatedAt: _updatedAt, ...values }: StoredWindow) {
  return values;
}
