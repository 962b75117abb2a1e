import { eventually } from './patience.ts';
import type { TechbenchWindow } from './techbench-window.ts';
import { patiently } from './tray.ts';

/** Kills five engines, each when it is there: after the fifth within a minute nobody starts another. */
export async function killFiveEngines({ app, call }: TechbenchWindow): Promise<void> {
  const killed = new Set<number>();
  await eventually(async () => {
    const { state } = await call<{ state: string }>('shell.engineState');
    if (state !== 'ready') return false;
    const pid = await patiently(() =>
      app.evaluate(
        ({ app: main }) => main.getAppMetrics().find(({ name }) => name === 'Techbench engine')?.pid,
      ),
    );
    // One that was killed is listed until the system has buried it.
    if (pid === undefined || killed.has(pid)) return false;
    process.kill(pid, 'SIGKILL');
    killed.add(pid);
    return killed.size === 5;
  }, 'five engines were killed');
}
