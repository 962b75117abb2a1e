import type { NewApiKey } from '../../../shared/api-key.ts';
import { text, UsageError, wholeNumber, type Given, type Verb } from './command-line.ts';
import { dataFolder } from './data-folder.ts';
import { keyOptions, readKeyOptions } from './key-options.ts';
import { log, openEngine, print, type RunningEngine } from './run-engine.ts';

const standardPort = 8080;

/** Runs the engine with its REST door until it is told to end. */
export const serve: Verb = {
  usage: 'serve',
  options: {
    ...keyOptions,
    port: { type: 'string' },
    'issue-key': { type: 'string' },
    'seed-demo': { type: 'boolean' },
    'seed-bench': { type: 'string' },
    'hooks-insecure-loopback': { type: 'boolean' },
  },
  async run(given) {
    const port = wholeNumber(given, 'port', 0, 65_535) ?? standardPort;
    const tickets = wholeNumber(given, 'seed-bench', 1, 10_000_000);
    const wanted = readWantedKey(given);
    if (tickets !== undefined && given.options['seed-demo']) {
      throw new UsageError('--seed-demo and --seed-bench exclude each other.');
    }
    const running = openEngine(given, { host: '127.0.0.1', port, strictPort: false });
    const ended = toldToEnd();
    try {
      const vault = await running.engine.openVault();
      if (vault.state === 'unlocked') await running.engine.prepareVault();
      else if (vault.state === 'locked') log('warn', 'the vault is locked', { reason: vault.detail });
      await fill(running, given.options['seed-demo'] === true, tickets);
      const apiKey = wanted && (await issue(running, wanted));
      const report = await running.engine.start();
      if (report.portTaken !== null) {
        log('warn', 'the port is taken by another program', {
          port: report.portTaken,
          address: report.address,
        });
      }
      if (report.readOnly) log('warn', report.readOnly.reason);
      print({
        url: report.address,
        pid: process.pid,
        dataDir: dataFolder(given),
        ...(apiKey !== undefined && { apiKey }),
        ...(report.recovery && { recovery: report.recovery }),
      });
      await ended;
    } finally {
      await running.engine.stop();
    }
    return 0;
  },
};

function readWantedKey(given: Given): NewApiKey | undefined {
  const name = text(given, 'issue-key');
  if (name !== undefined) return readKeyOptions(given, name);
  const stray = Object.keys(keyOptions).find((option) => given.options[option] !== undefined);
  if (stray !== undefined)
    throw new UsageError(`--${stray} says what --issue-key is to issue; that is missing.`);
  return undefined;
}

async function issue(running: RunningEngine, wanted: NewApiKey): Promise<string> {
  running.engine.ensureWorkspace();
  return (await running.console.keys.issue(wanted)).apiKey;
}

/** A folder that already holds tickets stays as it is, so that the same command can be given again. */
async function fill(running: RunningEngine, demo: boolean, tickets: number | undefined): Promise<void> {
  if (!demo && tickets === undefined) return;
  const { engine, console } = running;
  if (tickets !== undefined) engine.ensureWorkspace();
  if ((await console.workspace.get({}))?.empty === false) {
    log('info', 'the workspace holds tickets already; nothing was filled in');
    return;
  }
  if (demo) engine.seedDemo();
  if (tickets !== undefined) engine.seedBench(tickets);
}

function toldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}
