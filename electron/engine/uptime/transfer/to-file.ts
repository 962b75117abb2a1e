import type { Caller } from '../../../../shared/caller.ts';
import { newMonitor, type Monitor } from '../../../../shared/monitor.ts';
import type {
  AssetInFile,
  IncidentInFile,
  MonitorFile,
  MonitorInFile,
  WindowInFile,
} from '../../../../shared/monitor-file.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import type { ReadableDb } from '../../database/db.ts';
import { listRecords } from '../../database/records/record-list.ts';
import type { Records } from '../../database/records/records.ts';
import { notesOf } from '../incidents/incident-notes.ts';
import { incidentTable, type StoredIncident } from '../incidents/incident-table.ts';
import type { StoredWindow } from '../maintenance/maintenance.ts';

export interface ToFileDeps {
  readonly db: ReadableDb;
  readonly records: Pick<Records<Monitor>, 'list'>;
  readonly windows: Pick<Records<StoredWindow>, 'list'>;
  readonly organizationName: (id: number) => string | undefined;
  readonly asset: (id: number) => AssetInFile | undefined;
  readonly caller: Caller;
  readonly organizationId: number | undefined;
}

const decided = Object.keys(newMonitor.shape) as (keyof typeof newMonitor.shape)[];
const all = { among: {}, conditions: [], search: '', sort: [], offset: 0, limit: 100_000 };

/** All that a person decided of monitors and their maintenance, and their outages, as far as the caller may know of them. */
export function contentsOfFile(deps: ToFileDeps): Pick<MonitorFile, 'monitors' | 'windows' | 'incidents'> {
  const { db, records, windows, caller, organizationId } = deps;
  const asked = { ...all, equals: organizationId === undefined ? {} : { organizationId } };
  const organization = (id: number): string =>
    id === mspOrganizationId ? '' : (deps.organizationName(id) ?? '');

  function assetInFile(id: number | null): AssetInFile | null {
    const known = id === null ? undefined : deps.asset(id);
    return known ? { name: known.name, tag: known.tag } : null;
  }

  function monitorInFile(monitor: Monitor): MonitorInFile {
    const fields = Object.fromEntries(decided.map((field) => [field, monitor[field]]));
    const { organizationId: _organizationId, parentId, options, ...whole } = newMonitor.parse(fields);
    const { assetId, parentAssetId, ...rest } = whole;
    // What the vault keeps is named and not told; under which name is nobody else's matter.
    const { kept: _kept, ...told } = options;
    return {
      ...rest,
      options: told,
      ref: monitor.id,
      organization: organization(monitor.organizationId),
      parent: parentId,
      asset: assetInFile(assetId),
      parentAsset: assetInFile(parentAssetId),
      pushToken: monitor.pushToken,
    };
  }

  function windowInFile(window: StoredWindow): WindowInFile {
    const { id: _id, createdAt: _createdAt, updatedAt: _updatedAt, organizationId: owner, ...rest } = window;
    const { monitorIds, ...values } = rest;
    return { ...values, organization: organization(owner), monitors: monitorIds };
  }

  function incidentsOf(monitor: Monitor): IncidentInFile[] {
    const query = { ...all, equals: { monitorId: monitor.id } };
    return listRecords<StoredIncident>(db, { ...incidentTable, unlisted: [] }, query).rows.map((stored) => {
      const { id, organizationId: owner, monitorId, ticketId: _ticketId, ...rest } = stored;
      const { createdAt: _createdAt, updatedAt: _updatedAt, ...incident } = rest;
      return { ...incident, organization: organization(owner), monitor: monitorId, notes: notesOf(db, id) };
    });
  }

  const { rows } = records.list(caller, asked);
  return {
    monitors: rows.map(monitorInFile),
    windows: windows.list(caller, asked).rows.map(windowInFile),
    incidents: rows.flatMap(incidentsOf),
  };
}
