import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const headless = fileURLToPath(new URL('../../electron/host/headless.ts', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ReadyLine {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  readonly apiKey?: string;
  readonly recovery?: {
    readonly reason: string;
    readonly quarantined: string;
    readonly restoredFrom: string | null;
  };
}

export interface ServingEngine {
  readonly ready: ReadyLine;
  readonly child: ChildProcess;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

function start(args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [headless, ...args], {
    env: { ...process.env, ...env },
    stdio: 'pipe',
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(([code]): Ended => ({
    code: code as number | null,
    stdout,
    stderr,
  }));
  return { child, ended };
}

/** Runs one verb of the command line in a process of its own, to its end. */
export function runHeadless(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return start(args, env).ended;
}

/** An engine that serves in a process of its own, on a free port; resolves when it says that it is ready. */
export async function serveHeadless(
  dataDir: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<ServingEngine> {
  const { child, ended } = start(['serve', '--data', dataDir, '--port', '0', ...args], env);
  const line = new Promise<string>((resolve) => {
    let text = '';
    child.stdout.on('data', (more: string) => {
      text += more;
      if (text.includes('\n')) resolve(text);
    });
  });
  const first = await Promise.race([line, ended]);
  if (typeof first !== 'string') throw new Error(`the engine ended with ${first.code}: ${first.stderr}`);
  return {
    ready: JSON.parse(first) as ReadyLine,
    child,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}
