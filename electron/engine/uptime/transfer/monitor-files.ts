import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import { monitorFormat, type MonitorFormat } from '../../../../shared/import.ts';
import { monitorPatch, newMonitor, type Monitor, type NewMonitor } from '../../../../shared/monitor.ts';
import {
  anyMonitorFile,
  monitorFileSchema,
  type AssetInFile,
  type MonitorFile,
  type MonitorInFile,
} from '../../../../shared/monitor-file.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId } from '../../database/journal.ts';
import { getRecord } from '../../database/records/record-repository.ts';
import { decodeText, readImportBytes } from '../../platform/import-file.ts';
import type { FileImporter, ImportPlan, WrittenRecord } from '../../platform/importer.ts';
import { planRows, untouchedFields } from '../../platform/plan-rows.ts';
import { requireSense } from '../monitor-rules.ts';
import type { SealedRequests } from '../sealed-requests.ts';
import { monitorTable } from '../monitor-table.ts';
import type { Monitors } from '../monitors.ts';
import { hasToken } from '../targets.ts';
import { createIncidentRows, type IncidentRowDeps } from './incident-rows.ts';
import { countNames } from './count-names.ts';
import { kumaBackup, readKuma } from './kuma.ts';
import { createWindowRows, type WindowRowDeps } from './window-rows.ts';

/** A monitor that a file holds. */
interface Row {
  readonly monitor: NewMonitor | null;
  readonly refused: string | null;
  readonly client: string | null;
  readonly remark: string | null;
  /** How the file names it, what it stands behind and looks at, and where it is called; null where it says nothing. */
  readonly own: Pick<MonitorInFile, 'ref' | 'parent' | 'asset' | 'parentAsset' | 'pushToken'> | null;
}
/** With how many before it in the file are called so: names tell nothing apart, their order does. */
type Item = Omit<Row, 'refused'> & { readonly monitor: NewMonitor; readonly nth: number };

export interface MonitorFilesDeps extends IncidentRowDeps, WindowRowDeps {
  readonly db: WritableDb;
  readonly requests: SealedRequests;
  readonly monitors: Monitors;
  /** The asset of an organization that a file means. */
  readonly assetAlike: (organizationId: number, asset: AssetInFile) => number | undefined;
}

const decided = Object.keys(monitorPatch.shape) as (keyof NewMonitor)[];

/** Backups of Uptime Kuma, and files of ours. */
export function createMonitorFiles(deps: MonitorFilesDeps): FileImporter {
  const { db, monitors, requests, organizations } = deps;
  const { records } = monitors;
  const windowRows = createWindowRows(deps);
  const incidentRows = createIncidentRows(deps);

  async function planOf(
    { rows, windows, incidents, exportedAt }: Contents,
    caller: Caller,
    organizationId: number,
  ): Promise<ImportPlan> {
    const changeId = newChangeId();
    /** What became of what the file calls so. */
    const written = new Map<number, number>();
    const idOf = (ref: number): number | undefined => written.get(ref);
    const options = { caller, organizationId };
    const nth = countNames();
    const plan = await planRows<Item, Monitor, Row>(rows, options, organizations, {
      noun: 'monitor',
      read({ refused, monitor, ...row }) {
        if (!monitor) return { refused: refused ?? 'cannot be read' };
        return { ...row, monitor, nth: nth(row.client, monitor.type, monitor.name) };
      },
      title: ({ monitor }) => monitor.name,
      identity: () => null,
      find(organization, { monitor, own, nth }) {
        const found = db.get<{ id: number }>(
          `SELECT id FROM monitor INDEXED BY monitor_name WHERE name = ? AND type = ? AND organization_id = ?
           ORDER BY id LIMIT 1 OFFSET ?`,
          [monitor.name, monitor.type, organization, nth],
        );
        if (found && own) written.set(own.ref, found.id);
        return found && getRecord(db, monitorTable, found.id);
      },
      patch(existing, { monitor }) {
        const { options } = requests.compare(monitor.options, existing.options);
        return patchFor(existing, { ...monitor, options });
      },
      insert({ monitor, own }, organization) {
        const { options, left } = requests.compare(monitor.options, null);
        const linked = (asset: AssetInFile | null | undefined) =>
          (asset && deps.assetAlike(organization, asset)) ?? null;
        const token = own?.pushToken ?? null;
        const values = {
          ...monitor,
          options,
          // What signs in cannot be asked without it.
          paused: monitor.paused || left.length > 0,
          organizationId: organization,
          parentId: (own && own.parent !== null ? written.get(own.parent) : undefined) ?? null,
          parentAssetId: linked(own?.parentAsset),
          assetId: linked(own?.asset),
          // Two cannot be called at one address.
          pushToken: token !== null && hasToken(db, token) ? null : token,
          source: 'import' as const,
        };
        const { record } = monitors.create(caller, values, 'import', changeId);
        if (own) written.set(own.ref, record.id);
        return {
          entity: 'monitor',
          entityId: record.id,
          before: null,
          after: { content: contentOf(record) },
        };
      },
      change({ id }, patch): WrittenRecord {
        const before = records.reach(caller, id);
        const replaced = Object.fromEntries(
          Object.keys(patch).map((field) => [field, before[field as keyof Monitor]]),
        );
        const applied = records.apply(caller, before, patch, changeId);
        records.tellChanges([applied]);
        const after = Object.fromEntries(
          Object.keys(patch).map((field) => [field, applied.record[field as keyof Monitor]]),
        );
        return { entity: 'monitor', entityId: id, before: replaced, after };
      },
    });
    const notes = rows.flatMap(({ remark, monitor, client, own }) => {
      if (!monitor) return [];
      const { left } = requests.compare(monitor.options, null);
      const lost = left.length === 0 ? [] : [`Where it is new, it comes without ${left.join(', ')}.`];
      const words = [...(remark === null ? [] : [remark]), ...lost];
      const owner = client === null ? organizationId : organizations.find(client);
      const missing = [own?.asset, own?.parentAsset].flatMap((asset) =>
        asset && (owner === undefined || deps.assetAlike(owner, asset) === undefined) ? [asset.name] : [],
      );
      return [
        ...(words.length === 0 ? [] : [`${monitor.name}: paused. ${words.join(' ')}`]),
        ...missing.map((name) => `${monitor.name}: there is no asset “${name}” here to link it to.`),
      ];
    });
    // In this order: windows and outages name monitors.
    const plans = [
      plan,
      await windowRows.plan(windows, options, idOf),
      await incidentRows.plan(incidents, { ...options, exportedAt }, idOf),
    ];
    return {
      rows: plans.flatMap((each) => each.rows).map((row, index) => ({ ...row, row: index + 1 })),
      newOrganizations: [...new Set(plans.flatMap((each) => each.newOrganizations))],
      unknownColumns: [],
      notes,
    };
  }

  return {
    formats: monitorFormat.options,
    claims: () => false,
    async plan(path, { caller, organizationId }) {
      const found = readRows(decodeText(await readImportBytes(path)));
      return found && { format: found.format, plan: await planOf(found, caller, organizationId) };
    },
    takeBack(caller, record) {
      if (record.entity === 'organization') {
        return organizations.removeEmpty(caller, record.entityId) ? 'undone' : 'kept';
      }
      if (record.entity === 'maintenance') return windowRows.takeBack(caller, record);
      if (record.entity === 'incident') return incidentRows.takeBack(caller, record);
      const monitor = getRecord(db, monitorTable, record.entityId);
      if (!monitor) return 'undone';
      if (record.before === null) {
        if (contentOf(monitor) !== record.after['content']) return 'kept';
        records.remove(caller, [monitor.id], newChangeId(), 'import undone');
        return 'undone';
      }
      const { patch, all } = untouchedFields(record, (field) => monitor[field as keyof Monitor]);
      records.tellChanges([records.apply(caller, monitor, patch, newChangeId(), 'import undone')]);
      return all ? 'undone' : 'kept';
    },
  };
}

/** What a file holds, whoever wrote it. */
interface Contents extends Pick<MonitorFile, 'windows' | 'incidents' | 'exportedAt'> {
  readonly format: MonitorFormat;
  readonly rows: Row[];
}

function readRows(text: string): Contents | undefined {
  const json = parse(text);
  if (typeof json !== 'object' || json === null) return undefined;
  if ('schema' in json && json.schema === monitorFileSchema) return ownContents(json);
  const kuma = kumaBackup.safeParse(json);
  if (!kuma.success) return undefined;
  const rows = readKuma(kuma.data).map((row) => {
    const bare = { client: null, own: null };
    if ('refused' in row) return { ...bare, monitor: null, refused: row.refused, remark: null };
    return checked({ ...bare, monitor: row.monitor, refused: null, remark: row.remark });
  });
  return { format: 'uptime-kuma', rows, windows: [], incidents: [], exportedAt: 0 };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON: another room's file
  }
}

/** @throws AppError `validation` where the file is of a version that is not known, or damaged */
function ownContents(json: object): Contents {
  const { data, error } = anyMonitorFile.safeParse(json);
  if (!data) {
    const [issue] = error.issues;
    throw new AppError(
      'validation',
      `The file of monitors cannot be read: ${issue!.path.join('.')} ${issue!.message}`,
    );
  }
  // Parents first, so that what stands behind them finds them.
  const byRef = new Map(data.monitors.map((each) => [each.ref, each]));
  const depth = (each: (typeof data.monitors)[number]): number => {
    let steps = 0;
    for (let next = each.parent; next !== null && steps < 50; steps += 1)
      next = byRef.get(next)?.parent ?? null;
    return steps;
  };
  const rows = data.monitors
    .toSorted((a, b) => depth(a) - depth(b))
    .map(({ ref, organization, parent, asset, parentAsset, pushToken, ...monitor }) =>
      checked({
        monitor: newMonitor.parse(monitor),
        refused: null,
        client: organization === '' ? null : organization,
        remark: null,
        own: { ref, parent, asset, parentAsset, pushToken },
      }),
    );
  return { ...data, format: 'techbench-monitors', rows };
}

/** A row whose address its type cannot look at is refused with the reason. */
function checked(row: Row): Row {
  try {
    requireSense(row.monitor!);
    return row;
  } catch (error) {
    return { ...row, monitor: null, refused: (error as Error).message };
  }
}

/** Only what the file says otherwise; what it stands behind and watches stays. */
function patchFor(existing: Monitor, given: NewMonitor): Partial<Monitor> {
  const fields = decided.filter(
    (field) => !['organizationId', 'parentId', 'parentAssetId', 'assetId'].includes(field),
  );
  return Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(existing[field]) !== JSON.stringify(given[field]))
      .map((field) => [field, given[field]]),
  );
}

/** What a person decided of it, whatever checks have said since. */
function contentOf(monitor: Monitor): string {
  return JSON.stringify(decided.map((field) => monitor[field]));
}
