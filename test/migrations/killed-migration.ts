import { openDatabase } from '../../electron/engine/database/open-database.ts';
import { migrations } from '../../electron/engine/database/migrations/migrations.ts';
import { silentLog } from '../../electron/engine/platform/log.ts';
import { systemClock } from '../../electron/engine/platform/clock.ts';

// Opens a data folder and is killed by itself inside one step: nothing of this process runs afterwards.
const [dataDir, version, point] = process.argv.slice(2);

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

const steps = migrations.map((step) => {
  if (step.version !== Number(version)) return step;
  return {
    ...step,
    up(raw: Parameters<typeof step.up>[0]) {
      if (point === 'start') die();
      if (point === 'middle') {
        const { exec } = raw;
        raw.exec = (sql: string) => {
          exec.call(raw, sql);
          die();
          return raw;
        };
      }
      step.up(raw);
      if (point === 'before-commit') die();
    },
  };
});

openDatabase({ dataDir: dataDir!, clock: systemClock, log: silentLog, migrations: steps });
