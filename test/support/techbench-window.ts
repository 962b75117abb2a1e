import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, errors, type ElectronApplication, type Page } from 'playwright';
import { scopes } from '../../shared/api-key.ts';
import type { Envelope } from '../../shared/procedure.ts';
import { electronRuntime } from '../../scripts/set-up/runtime.mjs';

export interface LaunchOptions {
  /** Profile and workspace; a fresh temporary folder, removed at the end, when left out. */
  readonly userData?: string;
  /** Load the sample workspace. */
  readonly demo?: boolean;
  /** Further arguments, such as `--hidden` or `-- techbench://ticket/1`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Size of the window's content in pixels. */
  readonly size?: { readonly width: number; readonly height: number };
  readonly theme?: 'light' | 'dark';
}

export interface TechbenchWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Main's and the engine's log so far. */
  log(): string;
  /** Calls a procedure as the page does. Throws with the code and message of a failure. */
  call<T = unknown>(path: string, input?: unknown): Promise<T>;
  /** The local API: its address, and a key with every scope. Does the first run where nobody has. */
  api(): Promise<{ readonly url: string; readonly key: string }>;
  /** Quits the application and waits for its end; the folder stays when it was given. */
  close(): Promise<void>;
}

const firstRun = {
  organizationName: 'Northwind IT',
  technicianName: 'Mara Lind',
  technicianEmail: 'mara@northwind.example',
};

const projectRoot = path.resolve(import.meta.dirname, '../..');

export async function callFromPage<T = unknown>(page: Page, name: string, input: unknown = {}): Promise<T> {
  const envelope = await page.evaluate(
    ([procedure, argument]) => {
      const { techbench } = window as unknown as {
        techbench: { call(p: string, i: unknown): Promise<unknown> };
      };
      return techbench.call(procedure, argument);
    },
    [name, input] as const,
  );
  const answer = envelope as Envelope;
  if (answer.ok) return answer.value as T;
  throw new Error(`${name}: ${answer.error.code}: ${answer.error.message}`);
}

/** Starts the built application (`npm run build`) in a real window on a profile of its own. */
export async function launchTechbench(options: LaunchOptions = {}): Promise<TechbenchWindow> {
  const userData = options.userData ?? (await mkdtemp(path.join(tmpdir(), 'techbench-')));
  const runtime = electronRuntime();
  const app = await launch({
    executablePath: runtime.executable,
    // Playwright would make every page light; the window's own theme is what is looked at here.
    colorScheme: null,
    args: [...runtime.args, projectRoot, ...(options.demo ? ['--demo'] : []), ...(options.args ?? [])],
    env: {
      ...(process.env as Record<string, string>),
      ...runtime.env,
      TECHBENCH_USER_DATA: userData,
      ...options.env,
    },
  });
  let log = '';
  app.process().stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const page = await firstPage(app);
  if (options.size) await resize(app, options.size);
  if (options.theme) await callFromPage(page, 'preferences.set', { theme: options.theme });

  return {
    app,
    page,
    userData,
    log: () => log,
    call: (name, input) => callFromPage(page, name, input),
    async api() {
      if ((await callFromPage(page, 'workspace.get')) === null)
        await callFromPage(page, 'workspace.setUp', firstRun);
      const status = await callFromPage<{ address: string | null }>(page, 'system.status');
      if (status.address === null) throw new Error('The engine does not listen');
      const issued = await callFromPage<{ apiKey: string }>(page, 'keys.issue', { name: 'test', scopes });
      return { url: status.address, key: issued.apiKey };
    },
    async close() {
      await app.close();
      if (options.userData === undefined) await rm(userData, { recursive: true, force: true });
    },
  };
}

/** Ten times what a start takes on a busy machine. */
const launchMs = 45_000;

/**
 * Playwright at times never notices that the application it started is up, which then is ended by it and started
 * anew. An application that does not come up fails at the second time too.
 */
async function launch(options: Parameters<typeof _electron.launch>[0]): Promise<ElectronApplication> {
  const start = () => _electron.launch({ ...options, timeout: launchMs });
  return await start().catch((error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
    process.stderr.write('an application was not seen to come up, and is started once more\n');
    return start();
  });
}

/** The window's page once it has loaded; an application that never gets there is ended. */
async function firstPage(app: ElectronApplication): Promise<Page> {
  try {
    const page = await app.firstWindow();
    const isLoaded = () => document.readyState === 'complete' && location.protocol === 'app:';
    // Asked by the clock: a window that is not shown yet draws no frames, which is what is waited for otherwise.
    await page.waitForFunction(isLoaded, undefined, { polling: 50 });
    return page;
  } catch (error) {
    app.process().kill('SIGKILL');
    throw error;
  }
}

export async function resize(
  app: ElectronApplication,
  size: { width: number; height: number },
): Promise<void> {
  const set = () =>
    app.evaluate(({ BrowserWindow }, { width, height }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(width, height);
    }, size);
  // Playwright may lose the answer of main while it is still starting on a busy machine; asking twice does no harm.
  await set().catch(set);
}
