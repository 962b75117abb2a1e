import { app, clipboard, dialog, shell, type BrowserWindow } from 'electron';
import { AppError, isErrorCode } from '../../shared/errors.ts';
import type { Envelope, Handlers } from '../../shared/procedure.ts';
import type { ShellContract } from '../../shared/shell-contract.ts';
import type { createLinkOpener } from './external-links.ts';
import type { PreferencesStore } from './preferences-store.ts';

export interface ShellDeps {
  readonly window: () => BrowserWindow | undefined;
  readonly preferences: PreferencesStore;
  readonly dataDir: string;
  readonly engine: {
    readonly state: () => {
      readonly state: 'starting' | 'ready' | 'restarting' | 'stopped';
      readonly detail: string | null;
    };
    readonly restart: () => void;
    /** Hands a chosen file to the engine; answers with an envelope as JSON text. */
    readonly openImportFile: (file: string) => Promise<string>;
  };
  readonly openLink: ReturnType<typeof createLinkOpener>;
  readonly log: (message: string, fields?: Record<string, unknown>) => void;
}

type Platform = 'win32' | 'darwin' | 'linux';
type ChosenFile = { fileId: string; name: string; bytes: number };

const importFilters = [
  { name: 'Tables', extensions: ['csv', 'tsv', 'txt'] },
  { name: 'All files', extensions: ['*'] },
];

async function chooseFile(parent: BrowserWindow | undefined): Promise<string | undefined> {
  const options = { title: 'Import a file', filters: importFilters, properties: ['openFile' as const] };
  const { filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options));
  return filePaths[0];
}

function unwrap(text: string): unknown {
  const envelope = JSON.parse(text) as Envelope;
  if (envelope.ok) return envelope.value;
  const { code, message } = envelope.error;
  throw new AppError(isErrorCode(code) ? code : 'internal', message);
}

/** What only Electron can do, as the renderer may ask for it. */
export function createShellHandlers(deps: ShellDeps): Handlers<ShellContract, null> {
  return {
    shell: {
      about: () => ({
        version: app.getVersion(),
        // The three platforms that are built.
        platform: process.platform as Platform,
        electron: process.versions['electron'] ?? '',
        chrome: process.versions['chrome'] ?? '',
        packaged: app.isPackaged,
      }),
      engineState: () => {
        const { state, detail } = deps.engine.state();
        return { state, detail };
      },
      restartEngine: () => {
        deps.engine.restart();
        return {};
      },
      copyText: async (_caller, { text }) => {
        // Synchronous in Electron 33, a promise since 44.
        await clipboard.writeText(text);
        return {};
      },
      openExternal: (_caller, { url }) => deps.openLink(url),
      chooseImportFile: async () => {
        const file = await chooseFile(deps.window());
        return file === undefined ? null : (unwrap(await deps.engine.openImportFile(file)) as ChosenFile);
      },
      showDataFolder: async () => {
        const problem = await shell.openPath(deps.dataDir);
        if (problem !== '')
          throw new AppError('unavailable', `The data folder could not be shown: ${problem}`);
        return {};
      },
      quit: () => {
        app.quit();
        return {};
      },
      reportError: (_caller, { message }) => {
        deps.log('the window reported an error', { error: message });
        return {};
      },
    },
    preferences: {
      get: () => deps.preferences.get(),
      set: (_caller, patch) => deps.preferences.set(withoutUndefined(patch)),
    },
  };
}

/** A member that was left out and one that says `undefined` mean the same here. */
function withoutUndefined<T extends object>(patch: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(patch).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
