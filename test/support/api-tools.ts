import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '../../.cache/api-tools');

/** Public tools with a lock of their own, which `npm test -- http` installs. */
const entries = {
  redocly: '@redocly/cli/bin/cli.js',
  spectral: '@stoplight/spectral-cli/dist/index.js',
  prism: '@stoplight/prism-cli/dist/index.js',
} as const;

export const spectralRules = path.resolve(import.meta.dirname, '../api-tools/spectral.yaml');

export interface ToolRun {
  readonly child: ChildProcess;
  output(): string;
  readonly ended: Promise<number | null>;
}

export function startTool(name: keyof typeof entries, args: readonly string[]): ToolRun {
  const entry = path.join(folder, 'node_modules', entries[name]);
  if (!existsSync(entry)) throw new Error(`${name} is not installed: run \`npm test -- http\` once`);
  const child = spawn(process.execPath, [entry, ...args], {
    env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, output: () => output, ended };
}

/** The version that the lock pins. */
export function toolVersion(name: string): string {
  const manifest = readFileSync(path.join(folder, 'node_modules', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}
