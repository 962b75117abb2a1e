import path from 'node:path';
import type { App } from 'electron';

export interface DataPaths {
  /** Chromium's profile, settings and window state. */
  readonly userData: string;
  /** The engine's folder: the database, its backups. */
  readonly dataDir: string;
}

/**
 * Decides the folders before anything opens them. Development and tests may point elsewhere; a packaged
 * application listens to no environment.
 */
export function decideDataPaths(app: App, env: NodeJS.ProcessEnv): DataPaths {
  const override = app.isPackaged ? undefined : env['TECHBENCH_USER_DATA'];
  if (override) app.setPath('userData', path.resolve(override));
  const userData = app.getPath('userData');
  const data = app.isPackaged ? undefined : env['TECHBENCH_DATA'];
  return { userData, dataDir: data ? path.resolve(data) : path.join(userData, 'workspace') };
}
