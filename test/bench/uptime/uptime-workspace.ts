import path from 'node:path';
import { createEngine } from '../../../electron/engine/engine.ts';
import { openConnection } from '../../../electron/engine/database/connection.ts';
import { createDb } from '../../../electron/engine/database/db.ts';
import { systemClock } from '../../../electron/engine/platform/clock.ts';
import { silentLog } from '../../../electron/engine/platform/log.ts';
import { dayMs } from '../../../electron/engine/uptime/history/beats.ts';
import { putDay, putHours } from '../../../electron/engine/uptime/history/history-repository.ts';
import type { Stretch } from '../../../electron/engine/uptime/history/stretch.ts';

/** An engine of this process on the folder, without a listener. */
export function engineOn(dataDir: string) {
  const engine = createEngine({
    dataDir,
    version: '0.0.0-bench',
    clock: systemClock,
    log: silentLog,
    http: null,
    unattended: true,
    insecureLoopback: true,
    push: () => {},
  });
  const call = (name: string, input: unknown) => engine.call(engine.consoleCaller(), name, input);
  return { engine, call };
}

/** HTTP monitors on paths `/0`, `/1` and so on of a port of this machine, with a year behind them. */
export async function fillMonitors(
  dataDir: string,
  { port, monitors, everySeconds }: { port: number; monitors: number; everySeconds: number },
): Promise<void> {
  const { engine, call } = engineOn(dataDir);
  engine.ensureWorkspace();
  // Nobody outside of this machine is asked anything.
  const { hasNvdKey: _, ...feeds } = (await call('vulnerabilities.settings', {})) as { hasNvdKey: boolean };
  await call('vulnerabilities.configure', { ...feeds, online: false });
  for (let index = 0; index < monitors; index += 1) {
    const url = `http://127.0.0.1:${port}/${index}`;
    await call('monitors.create', { name: `M ${index}`, type: 'http', url, interval: everySeconds });
  }
  await engine.stop();
  fillYear(path.join(dataDir, 'techbench.db'), monitors);
  await backUp(dataDir);
}

/** The copy of the day is one of a day, not of the minute that is measured. */
async function backUp(dataDir: string): Promise<void> {
  const { engine, call } = engineOn(dataDir);
  await engine.start();
  await call('system.backUpNow', {});
  await engine.stop();
}

/** A year of hours and days for the first monitors, so that percentages and charts have something to read. */
function fillYear(file: string, monitors: number): void {
  const raw = openConnection(file);
  const db = createDb(raw, silentLog);
  const today = Math.floor(Date.now() / dayMs);
  const hour = { checks: 180, timed: 180, averageMs: 40, minMs: 20, maxMs: 90, p95Ms: 70 };
  const hours: Stretch[] = Array.from({ length: 24 }, (_, slot) => ({
    ...hour,
    slot,
    goodSeconds: 3600,
    badSeconds: 0,
    maintenanceSeconds: 0,
  }));
  db.transaction(() => {
    for (let id = 1; id <= monitors; id += 1) {
      for (let day = today - 365; day < today - 1; day += id <= 20 ? 1 : 30) {
        putHours(db, id, day, hours);
        putDay(db, id, day, { good: 86_400, bad: 0, maintenance: 0 }, new Map([[39, 4320]]));
      }
    }
  });
  raw.close();
}
