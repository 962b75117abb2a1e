import type { WritableDb } from '../../database/db.ts';
import type { Clock } from '../../platform/clock.ts';
import { forSome } from '../../platform/for-some.ts';
import type { Reader } from './connector.ts';
import { RmmError } from './rmm-error.ts';
import { dueForDetails, dueForSoftware, markMissing } from './device-repository.ts';
import { noteRun, type RunFigures, type StoredIntegration } from './integration-repository.ts';
import type { createKeepAlerts } from './keep-alerts.ts';
import type { KeepDevice } from './keep-device.ts';
import type { createKeepSoftware } from './keep-software.ts';
import { putSite } from './site-repository.ts';

export interface SyncDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly devices: KeepDevice;
  readonly software: ReturnType<typeof createKeepSoftware>;
  readonly alerts: ReturnType<typeof createKeepAlerts>;
}

export interface SyncWish {
  readonly integration: StoredIntegration;
  readonly runId: number;
  readonly reader: Reader;
  readonly requests: () => number;
  readonly signal: AbortSignal;
  readonly told: () => void;
}

const dayMs = 86_400_000;
/** So many rows are written in one turn of a few milliseconds; then whoever waits gets in between. */
const devicesPerTurn = 20;
const programsPerTurn = 150;
const alertsPerTurn = 20;

/**
 * Reads all that a vendor knows, page by page. It comes to its end or throws: nothing is taken for missing, over or
 * uninstalled before the list that it is not in was read to its own end.
 */
export async function syncIntegration(deps: SyncDeps, wish: SyncWish): Promise<RunFigures> {
  const { db, clock, devices, software, alerts } = deps;
  const { integration, runId, reader, signal } = wish;
  const startedAt = clock.now();
  const figures: RunFigures = {
    requests: 0,
    pages: 0,
    devices: 0,
    expected: null,
    added: 0,
    changed: 0,
    missing: 0,
    programs: 0,
    alerts: 0,
  };
  let forbidden: RmmError | undefined;

  /** Writes some rows a turn, each turn all or nothing. */
  const inTurns = <T>(rows: readonly T[], perTurn: number, write: (rows: readonly T[]) => void) =>
    forSome(rows, perTurn, (some) => {
      if (signal.aborted) throw new RmmError('interrupted', 'Techbench was closed meanwhile.');
      db.transaction(() => write(some));
    });

  /** After each page, so that somebody who watches sees it go on. */
  function turned(): void {
    figures.pages += 1;
    figures.requests = wish.requests();
    db.transaction(() => noteRun(db, runId, figures));
    wish.told();
  }

  function tally(kept: ReturnType<KeepDevice['met']>): void {
    if (kept !== 'same') figures[kept] += 1;
  }

  async function readSites(): Promise<void> {
    for await (const { rows } of reader.sites()) {
      await inTurns(rows, 200, (some) => {
        for (const site of some) putSite(db, integration.id, site, clock.now());
      });
      turned();
    }
  }

  async function readDevices(): Promise<void> {
    for await (const { rows, expected } of reader.devices()) {
      figures.expected = expected ?? figures.expected;
      await inTurns(rows, devicesPerTurn, (some) => {
        for (const device of some) {
          tally(devices.met(integration.id, runId, device));
          figures.devices += 1;
        }
      });
      turned();
    }
  }

  async function readDetails(): Promise<void> {
    for await (const rows of reader.details(() => dueForDetails(db, integration.id, startedAt - dayMs))) {
      await inTurns(rows, devicesPerTurn, (some) => {
        for (const detail of some) tally(devices.detailed(integration.id, detail));
      });
      turned();
    }
  }

  async function readSoftware(): Promise<void> {
    if (dueForSoftware(db, integration.id, startedAt - dayMs).length === 0) return;
    for await (const page of reader.software(() => dueForSoftware(db, integration.id, startedAt - dayMs))) {
      await inTurns(page.rows, programsPerTurn, (some) => {
        figures.programs += software.see(integration.id, some);
      });
      await inTurns(page.complete, devicesPerTurn, (complete) =>
        software.end(integration.id, { complete }, startedAt),
      );
      turned();
    }
  }

  async function readAlerts(): Promise<void> {
    const named = new Set<string>();
    for await (const { rows } of reader.alerts()) {
      for (const { externalId } of rows) named.add(externalId);
      await inTurns(rows, alertsPerTurn, (some) => alerts.see(integration, some));
      turned();
    }
    figures.alerts = named.size;
    db.transaction(() => alerts.end(integration.id, named));
  }

  for (const part of [readSites, readDevices, readDetails, readSoftware, readAlerts]) {
    try {
      await part();
    } catch (error) {
      // What the credentials may not see keeps nobody from reading the rest; complete it is not.
      if (!(error instanceof RmmError) || error.failure !== 'forbidden') throw error;
      forbidden ??= error;
    }
  }
  figures.requests = wish.requests();
  if (forbidden) {
    db.transaction(() => noteRun(db, runId, figures));
    throw forbidden;
  }
  db.transaction(() => {
    figures.missing = markMissing(db, integration.id, runId);
    noteRun(db, runId, figures);
  });
  return figures;
}
