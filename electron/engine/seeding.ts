import { newMaintenanceWindow } from '../../shared/maintenance.ts';
import { newMonitor } from '../../shared/monitor.ts';
import { mspOrganizationId } from '../../shared/organization.ts';
import type { Clock } from './platform/clock.ts';
import type { WritableDb } from './database/db.ts';
import { insertOrganization } from './directory/organization-repository.ts';
import { insertTechnician, listTechnicians } from './directory/technicians.ts';
import { insertRecord } from './database/records/record-repository.ts';
import type { AnyRecord, RecordTable } from './database/records/record-table.ts';
import { duringBulkIndexing } from './database/full-text.ts';
import { assetTable } from './inventory/asset-table.ts';
import { vehicleTable } from './inventory/vehicles.ts';
import { articleTable } from './service-desk/articles.ts';
import { projectTable } from './service-desk/projects.ts';
import { taskTable } from './service-desk/tasks.ts';
import { findCategory } from './service-desk/categories.ts';
import { fillTicket, fillTickets } from './service-desk/fill-tickets.ts';
import { benchAssets } from './seed/bench-assets.ts';
import { benchTickets } from './seed/seed-bench.ts';
import { seedDemo } from './seed/seed-demo.ts';
import { sampleEntries } from './seed/sample-entries.ts';
import { sampleMonitors } from './seed/sample-monitors.ts';
import { sampleWindows } from './seed/sample-windows.ts';
import { fillSampleBreaches } from './security/breaches/fill-sample.ts';
import { fillSampleMonitor, standBehind } from './uptime/fill-sample.ts';
import { maintenanceTable } from './uptime/maintenance/maintenance.ts';
import type { EntryWrites } from './vault/entries/entry-writes.ts';
import { fillSampleAlert } from './alerts/fill-sample.ts';
import { newChangeId } from './database/journal.ts';
import { systemCaller } from '../../shared/caller.ts';
import { AppError } from '../../shared/errors.ts';

/** Of an engine that no console has set up. */
export const unattendedWorkspace = {
  organizationName: 'My MSP',
  technicianName: 'Administrator',
  technicianEmail: 'administrator@localhost.invalid',
};

/** The believable sample MSP. */
export const sampleWorkspace = {
  organizationName: 'Northwind MSP',
  technicianName: 'Jana Weber',
  technicianEmail: 'jana.weber@northwind.example',
};

const dayMs = 86_400_000;

/** Fills a workspace through the domains' own functions. Sample data tells nobody of itself: no events. */
export function createSeeding({ db, clock }: { readonly db: WritableDb; readonly clock: Clock }) {
  const categoryId = (base: string): number => findCategory(db, base)!;
  const requireEmpty = (): void => {
    if (db.get('SELECT 1 FROM ticket LIMIT 1')) {
      throw new AppError('conflict', 'Sample data fits only where no ticket exists yet.');
    }
  };

  const adder =
    <R extends AnyRecord>(table: RecordTable<R>) =>
    (record: Omit<R, 'id'>): number =>
      insertRecord(db, table, record).id;

  /** What the sample's clients are watched by. */
  function fillSampleMonitors(now: number): void {
    const clients = new Map(
      db
        .all<{ id: number; name: string }>('SELECT id, name FROM organization')
        .map(({ id, name }) => [name, id]),
    );
    const ids = new Map<string, number>();
    for (const sample of sampleMonitors) {
      const { client, usualMs, outages, behind, certificateDays, domainDays, ...monitor } = sample;
      const organizationId = clients.get(client ?? '') ?? mspOrganizationId;
      const wish = { monitor: { ...newMonitor.parse(monitor), organizationId }, usualMs, outages };
      const id = fillSampleMonitor(db, { ...wish, certificateDays, domainDays }, now);
      ids.set(sample.name, id);
      const parentId = ids.get(behind ?? '');
      if (parentId !== undefined) standBehind(db, id, parentId);
    }
    const add = adder(maintenanceTable);
    for (const { client, ...window } of sampleWindows(now)) {
      const organizationId = clients.get(client) ?? mspOrganizationId;
      add({ ...newMaintenanceWindow.parse(window), organizationId, createdAt: now, updatedAt: now });
    }
  }

  /** What the inbox holds of all that happened to the sample's clients. */
  function fillSampleAlerts(acknowledgedBy: string): void {
    const outages = db.all<{
      org: number;
      id: number;
      name: string;
      error: string;
      at: number;
      end: number | null;
    }>(
      `SELECT organization_id AS org, monitor_id AS id, monitor_name AS name, error, opened_at AS at, closed_at AS end
       FROM incident ORDER BY opened_at`,
    );
    for (const { org: organizationId, id, name, error, at, end } of outages) {
      const data = { monitor_id: id, name, error };
      const event = { type: 'monitor.down', organizationId, entityId: id, data } as const;
      fillSampleAlert(db, { event, at, endedAt: end, acknowledgedBy: null });
    }
    const breaches = db.all<{
      org: number;
      id: number;
      email: string;
      name: string;
      lost: string;
      at: number;
    }>(
      `SELECT e.organization_id AS org, a.id, a.email, e.name, e.data_types AS lost, e.first_seen_at AS at
       FROM breach_exposure e JOIN breach_address a ON a.id = e.address_id
       WHERE e.severity = 'critical' ORDER BY e.id`,
    );
    for (const { org: organizationId, id, email, name, lost, at } of breaches) {
      const data = { email, breach: { name, dataTypes: JSON.parse(lost) as unknown } };
      const event = { type: 'breach.detected', organizationId, entityId: id, data } as const;
      fillSampleAlert(db, { event, at, endedAt: null, acknowledgedBy });
    }
  }

  return {
    demo(): void {
      requireEmpty();
      const [me] = listTechnicians(db);
      if (!me) throw new AppError('conflict', 'Set the workspace up first.');
      const target = {
        now: clock.now(),
        categoryId,
        addOrganization: (input: { name: string; domain: string; phone: string; address: string }) =>
          insertOrganization(db, { ...input, notes: '' }, clock.now()),
        addTechnician: (input: Parameters<typeof insertTechnician>[1]) =>
          insertTechnician({ db, clock }, input).id,
        addTicket: (ticket: Parameters<typeof fillTicket>[1]) => void fillTicket(db, ticket),
        addAsset: adder(assetTable),
        addVehicle: adder(vehicleTable),
        addProject: adder(projectTable),
        addTask: adder(taskTable),
        addArticle: adder(articleTable),
      };
      seedDemo(target, me);
      fillSampleMonitors(target.now);
      fillSampleBreaches(
        db,
        db.all<{ id: number; domain: string }>(
          'SELECT id, domain FROM organization WHERE id <> ? AND domain IS NOT NULL ORDER BY id LIMIT 2',
          [mspOrganizationId],
        ),
        target.now,
      );
      fillSampleAlerts(me.name);
    },

    /** Logins of the sample MSP and its clients, into a vault that is open. */
    demoEntries(writes: EntryWrites): void {
      const clients = db
        .all<{ id: number }>('SELECT id FROM organization WHERE id <> ? ORDER BY id', [mspOrganizationId])
        .map(({ id }) => id);
      const changeId = newChangeId();
      const now = clock.now();
      for (const { client, code, url, changed, expires, ...entry } of sampleEntries) {
        const organizationId = client === null ? mspOrganizationId : (clients[client] ?? mspOrganizationId);
        const changedAt = now - changed * dayMs;
        const contents = {
          ...entry,
          urls: [url],
          notes: '',
          fields: [],
          oneTimeCode: code && {
            type: 'totp' as const,
            ...code,
            account: entry.username,
            algorithm: 'SHA1' as const,
            digits: 6,
            period: 30,
          },
          assetId: null,
          ticketId: null,
          expiresAt: expires === null ? null : now + expires * dayMs,
          reprompt: false,
          source: 'sample' as const,
          history: [],
          leftovers: {},
          passwordChangedAt: changedAt,
          breached: null,
        };
        writes.create(systemCaller, organizationId, contents, 'sample', changeId, changedAt);
      }
    },

    /** Fifty clients and twenty technicians share the tickets and a fifth as many assets. */
    bench(count: number): void {
      requireEmpty();
      const organizationIds = [mspOrganizationId];
      const technicianIds = listTechnicians(db).map((technician) => technician.id);
      db.transaction(() => {
        for (let index = 1; index <= 50; index += 1) {
          const input = { name: `Client ${index}`, domain: null, phone: null, address: null, notes: '' };
          organizationIds.push(insertOrganization(db, input, clock.now()));
        }
        for (let index = 1; index <= 20; index += 1) {
          const input = {
            name: `Technician ${index}`,
            email: `t${index}@bench.invalid`,
            role: 'technician',
          } as const;
          technicianIds.push(insertTechnician({ db, clock }, input).id);
        }
      });
      const place = { organizationIds, technicianIds, categoryId, now: clock.now() };
      const assetIds = Math.floor(count / 5);
      duringBulkIndexing(db, 'asset_search', () => {
        const add = adder(assetTable);
        db.transaction(() => {
          for (const asset of benchAssets(assetIds, place)) add(asset);
        });
      });
      fillTickets(db, benchTickets(count, { ...place, assetIds }));
    },
  };
}
