import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { migrations } from '../../electron/engine/database/migrations/migrations.ts';
import { systemClock } from '../../electron/engine/platform/clock.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';

const cache = path.resolve(import.meta.dirname, '../../.cache/bench');

export function openBenchEngine(dataDir: string, http: { port: number } | null = null): Engine {
  return createEngine({
    dataDir,
    version: '0.0.0-bench',
    clock: systemClock,
    log: silentLog,
    http: http && { host: '127.0.0.1', port: http.port, strictPort: false },
    push: () => {},
  });
}

/**
 * A profile whose workspace holds that many tickets. Filled once and kept, for a million takes minutes; the
 * benches write to it, a handful of changes that weigh nothing beside its size.
 */
export async function benchProfile(tickets: number): Promise<{ profile: string; dataDir: string }> {
  const profile = path.join(cache, `schema-${migrations.length}-${tickets}`);
  const dataDir = path.join(profile, 'workspace');
  if (!existsSync(profile)) {
    const filling = `${profile}.filling`;
    rmSync(filling, { recursive: true, force: true });
    mkdirSync(filling, { recursive: true });
    console.log(`filling a workspace with ${tickets.toLocaleString('en')} tickets …`);
    const engine = openBenchEngine(path.join(filling, 'workspace'));
    engine.ensureWorkspace();
    engine.seedBench(tickets);
    await engine.stop();
    renameSync(filling, profile);
  }
  return { profile, dataDir };
}
