import type { RmmCounts, RmmFailure, RmmIntegration, RmmRun, RmmStanding } from '../../../../shared/rmm.ts';
import type { RmmVendor } from '../../../../shared/rmm-vendor.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';

export interface StoredIntegration {
  readonly id: number;
  readonly vendor: RmmVendor;
  readonly name: string;
  readonly baseUrl: string;
  readonly account: string;
  readonly clientId: string;
  readonly ownNetwork: number;
  readonly intervalMinutes: number;
  readonly enabled: number;
  readonly stopped: number;
  readonly failure: RmmFailure | null;
  readonly failureDetail: string | null;
  readonly failingSince: number | null;
  readonly failures: number;
  readonly completedAt: number | null;
  readonly nextRunAt: number | null;
  readonly softwareAt: number | null;
  readonly createdAt: number;
}

const columns = `id, vendor, name, base_url AS baseUrl, account, client_id AS clientId, own_network AS ownNetwork,
  interval_minutes AS intervalMinutes, enabled, stopped, failure, failure_detail AS failureDetail,
  failing_since AS failingSince, failures, completed_at AS completedAt, next_run_at AS nextRunAt,
  software_at AS softwareAt, created_at AS createdAt`;

export function getIntegration(db: ReadableDb, id: number): StoredIntegration | undefined {
  return db.get<StoredIntegration>(`SELECT ${columns} FROM rmm_integration WHERE id = ?`, [id]);
}

export function listIntegrations(db: ReadableDb): StoredIntegration[] {
  return db.all<StoredIntegration>(`SELECT ${columns} FROM rmm_integration ORDER BY name, id`);
}

const columnOf = {
  vendor: 'vendor',
  name: 'name',
  baseUrl: 'base_url',
  account: 'account',
  clientId: 'client_id',
  ownNetwork: 'own_network',
  intervalMinutes: 'interval_minutes',
  enabled: 'enabled',
  stopped: 'stopped',
  failure: 'failure',
  failureDetail: 'failure_detail',
  failingSince: 'failing_since',
  failures: 'failures',
  completedAt: 'completed_at',
  nextRunAt: 'next_run_at',
  softwareAt: 'software_at',
} as const;

export type IntegrationFields = {
  readonly [K in keyof typeof columnOf]?: string | number | boolean | null | undefined;
};

const given = (fields: IntegrationFields) =>
  (Object.keys(fields) as (keyof typeof columnOf)[]).filter((name) => fields[name] !== undefined);
const valueOf = (value: string | number | boolean | null | undefined) =>
  typeof value === 'boolean' ? Number(value) : (value ?? null);

export function insertIntegration(db: WritableDb, fields: IntegrationFields, now: number): number {
  const names = given(fields);
  return db.run(
    `INSERT INTO rmm_integration (${names.map((name) => columnOf[name]).join(', ')}, created_at, updated_at)
     VALUES (${names.map(() => '?').join(', ')}, ?, ?)`,
    [...names.map((name) => valueOf(fields[name])), now, now],
  ).lastInsertRowid;
}

export function updateIntegration(db: WritableDb, id: number, fields: IntegrationFields, now: number): void {
  const names = given(fields);
  db.run(
    `UPDATE rmm_integration SET ${names.map((name) => `${columnOf[name]} = ?, `).join('')}updated_at = ? WHERE id = ?`,
    [...names.map((name) => valueOf(fields[name])), now, id],
  );
}

/** Enabled ones whose time has come. */
export function dueIntegrations(db: ReadableDb, now: number): StoredIntegration[] {
  return db.all<StoredIntegration>(
    `SELECT ${columns} FROM rmm_integration WHERE enabled = 1 AND stopped = 0 AND next_run_at <= ? ORDER BY next_run_at`,
    [now],
  );
}

const runColumns = `id, started_at AS startedAt, finished_at AS finishedAt, outcome, failure, detail, requests, pages,
  devices, expected, added, changed, missing, programs, alerts`;

export function listRuns(db: ReadableDb, integrationId: number, limit: number): RmmRun[] {
  return db.all<RmmRun>(
    `SELECT ${runColumns} FROM rmm_run WHERE integration_id = ? ORDER BY id DESC LIMIT ?`,
    [integrationId, limit],
  );
}

export function startRun(db: WritableDb, integrationId: number, now: number): number {
  return db.run(`INSERT INTO rmm_run (integration_id, started_at, outcome) VALUES (?, ?, 'running')`, [
    integrationId,
    now,
  ]).lastInsertRowid;
}

/** What a run has come to so far. */
export type RunFigures = {
  -readonly [
    K in 'requests' | 'pages' | 'devices' | 'added' | 'changed' | 'missing' | 'programs' | 'alerts'
  ]: number;
} & { expected: number | null };

export function noteRun(db: WritableDb, id: number, figures: RunFigures): void {
  db.run(
    `UPDATE rmm_run SET requests = :requests, pages = :pages, devices = :devices, expected = :expected, added = :added,
       changed = :changed, missing = :missing, programs = :programs, alerts = :alerts WHERE id = :id`,
    { ...figures, id },
  );
}

export function finishRun(
  db: WritableDb,
  id: number,
  end: { readonly failure: RmmFailure | null; readonly detail: string | null },
  now: number,
): void {
  db.run(`UPDATE rmm_run SET finished_at = ?, outcome = ?, failure = ?, detail = ? WHERE id = ?`, [
    now,
    end.failure === null ? 'complete' : 'failed',
    end.failure,
    end.detail,
    id,
  ]);
}

/** Those that were under way when the engine ended. @returns how many */
export function endInterrupted(db: WritableDb, now: number): number {
  return db.run(
    `UPDATE rmm_run SET finished_at = ?, outcome = 'failed', failure = 'interrupted',
       detail = 'Techbench was closed meanwhile.' WHERE outcome = 'running'`,
    [now],
  ).changes;
}

const keptRuns = 100;

export function forgetRuns(db: WritableDb, integrationId: number): void {
  db.run(
    `DELETE FROM rmm_run WHERE integration_id = :integrationId AND id <= (
       SELECT id FROM rmm_run WHERE integration_id = :integrationId ORDER BY id DESC LIMIT 1 OFFSET :keptRuns)`,
    { integrationId, keptRuns },
  );
}

/** By an index that holds all that is counted; kept until something is written. */
export function readCounts(db: ReadableDb, integrationId: number): RmmCounts {
  return db.remember(`rmm counts ${integrationId}`, () => {
    const rows = db.all<{ link: string; presence: string; n: number }>(
      'SELECT link, presence, count(*) AS n FROM rmm_device WHERE integration_id = ? GROUP BY link, presence',
      [integrationId],
    );
    const sum = (fits: (row: { link: string; presence: string }) => boolean): number =>
      rows.filter(fits).reduce((total, { n }) => total + n, 0);
    return {
      devices: sum(({ presence }) => presence !== 'removed'),
      linked: sum(({ link, presence }) => link === 'linked' && presence !== 'removed'),
      asking: sum(({ link }) => link === 'asking'),
      waiting: sum(({ link }) => link === 'waiting'),
      missing: sum(({ presence }) => presence === 'missing'),
      stale: sum(({ presence }) => presence === 'stale'),
      openSites: db.get<{ n: number }>(
        `SELECT count(*) AS n FROM rmm_site WHERE integration_id = ? AND decision = 'open'`,
        [integrationId],
      )!.n,
    };
  });
}

export function shownIntegration(db: ReadableDb, stored: StoredIntegration): RmmIntegration {
  const { id, vendor, name, baseUrl, account, clientId, intervalMinutes, nextRunAt, createdAt } = stored;
  const [latest] = listRuns(db, id, 1);
  return {
    id,
    vendor,
    name,
    baseUrl,
    account,
    clientId,
    intervalMinutes,
    createdAt,
    ownNetwork: stored.ownNetwork === 1,
    enabled: stored.enabled === 1,
    standing: standingOf(stored),
    running: latest?.outcome === 'running' ? latest : null,
    nextRunAt: stored.enabled === 1 && stored.stopped === 0 ? nextRunAt : null,
    counts: readCounts(db, id),
  };
}

function standingOf(stored: StoredIntegration): RmmStanding {
  const { completedAt, failure, failureDetail, failingSince } = stored;
  if (stored.enabled === 0) return { state: 'off', completeAt: completedAt };
  if (failure !== null) {
    const state = stored.stopped === 1 ? 'stopped' : 'failing';
    const since = failingSince ?? stored.createdAt;
    return { state, since, failure, detail: failureDetail ?? '', completeAt: completedAt };
  }
  return completedAt === null ? { state: 'never' } : { state: 'complete', at: completedAt };
}
