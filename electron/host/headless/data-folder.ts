import { homedir } from 'node:os';
import path from 'node:path';
import { text, UsageError, type Given } from './command-line.ts';

/**
 * The folder that a verb works on: `--data`, else TECHBENCH_DATA, else the one that the installed console uses
 * (Electron's user data folder for an application of this name, see app/data-paths).
 */
export function dataFolder(given: Given, env: NodeJS.ProcessEnv = process.env): string {
  const folder = text(given, 'data') ?? env['TECHBENCH_DATA'];
  if (folder === '') throw new UsageError('--data must name a folder.');
  return path.resolve(folder ?? path.join(applicationData(env), 'Techbench', 'workspace'));
}

function applicationData(env: NodeJS.ProcessEnv): string {
  switch (process.platform) {
    case 'win32':
      return env['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming');
    case 'darwin':
      return path.join(homedir(), 'Library', 'Application Support');
    default:
      return env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config');
  }
}
