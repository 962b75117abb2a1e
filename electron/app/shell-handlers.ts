import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { app, clipboard, shell, type BrowserWindow } from 'electron';
import { AppError } from '../../shared/errors.ts';
import type { MonitorFile } from '../../shared/monitor-file.ts';
import type { Handlers } from '../../shared/procedure.ts';
import type { ShellContract } from '../../shared/shell-contract.ts';
import type { VaultExportFile } from '../../shared/vault-file-format.ts';
import { unwrap } from './engine-answer.ts';
import type { createLinkOpener } from './external-links.ts';
import { askForPresence } from './ask-for-presence.ts';
import type { CodeHotkey } from './code-hotkey.ts';
import type { CodeWindow } from './code-window.ts';
import { chooseFile, nameExport, nameMonitors, nameReport } from './file-dialogs.ts';
import { createChosenFiles } from './chosen-files.ts';
import { copyFromEntry } from './copy-from-entry.ts';
import { pdfOf, printPage } from './report-paper.ts';
import { readScreenCodes } from './read-screen-codes.ts';
import type { PreferencesStore } from './preferences-store.ts';
import type { SecretClipboard } from './secret-clipboard.ts';

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
    /** Answers with an envelope as JSON text. */
    readonly call: (path: string, input: unknown) => Promise<string>;
    /** Hands a chosen file to the engine; answers with an envelope as JSON text. */
    readonly openImportFile: (file: string) => Promise<string>;
    readonly exportEntries: (wanted: VaultExportFile) => Promise<string>;
  };
  readonly secretClipboard: SecretClipboard;
  readonly codeWindow: CodeWindow;
  readonly codeHotkey: Pick<CodeHotkey, 'state'>;
  readonly openPlace: (to: string) => void;
  readonly openLink: ReturnType<typeof createLinkOpener>;
  readonly log: (message: string, fields?: Record<string, unknown>) => void;
}

type Platform = 'win32' | 'darwin' | 'linux';
type ChosenFile = { fileId: string; name: string; bytes: number };

/** What only Electron can do, as the renderer may ask for it. */
export function createShellHandlers(deps: ShellDeps): Handlers<ShellContract, null> {
  const chosenFiles = createChosenFiles();
  const reportPage = async (asked: { id: number }): Promise<{ title: string; html: string }> =>
    unwrap(await deps.engine.call('healthReports.page', asked)) as { title: string; html: string };
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
      copySecret: async (_caller, { text }) => ({ clearsAt: await deps.secretClipboard.copy(text) }),
      copyFromEntry: async (_caller, asked) => ({
        clearsAt: await deps.secretClipboard.copy(await copyFromEntry(deps.engine.call, asked)),
      }),
      readScreenCodes: async () => ({ addresses: await readScreenCodes(deps.window()) }),
      confirmPresence: async () => {
        await askForPresence();
        return unwrap(await deps.engine.call('vault.confirm', {})) as { confirmedUntil: number };
      },
      openExternal: (_caller, { url }) => deps.openLink(url),
      chooseImportFile: async () => {
        const file = await chooseFile(deps.window(), 'import');
        if (file === undefined) return null;
        const chosen = unwrap(await deps.engine.openImportFile(file)) as ChosenFile;
        await chosenFiles.remember(chosen.fileId, file);
        return chosen;
      },
      chooseHashFile: async () => {
        const file = await chooseFile(deps.window(), 'hashes');
        return file === undefined ? null : { path: file };
      },
      exportEntries: async (_caller, wanted) => {
        const file = await nameExport(deps.window(), wanted.format);
        if (file === undefined) return null;
        const written = unwrap(await deps.engine.exportEntries({ ...wanted, file }));
        return { name: path.basename(file), ...(written as { entries: number; leftOut: number }) };
      },
      exportMonitors: async (_caller, asked) => {
        const file = await nameMonitors(deps.window());
        if (file === undefined) return null;
        // The engine's answer to this path is of this type by its contract.
        const contents = unwrap(await deps.engine.call('monitors.toFile', asked)) as MonitorFile;
        await writeFile(file, `${JSON.stringify(contents, null, 2)}\n`);
        return { name: path.basename(file), monitors: contents.monitors.length };
      },
      saveReport: async (_caller, asked) => {
        const { title, html } = await reportPage(asked);
        const pdf = await pdfOf(html);
        const file = await nameReport(deps.window(), title);
        if (file !== undefined) await writeFile(file, pdf);
        return { saved: file !== undefined };
      },
      printReport: async (_caller, asked) => ({ printed: await printPage((await reportPage(asked)).html) }),
      deleteImportFile: async (_caller, { fileId }) => {
        await chosenFiles.shred(fileId);
        return {};
      },
      openPlace: (_caller, { to }) => {
        deps.openPlace(to);
        return {};
      },
      toggleCodeWindow: () => {
        deps.codeWindow.toggle();
        return {};
      },
      setFullScreen: (_, { on }) => {
        deps.window()?.setFullScreen(on);
        return {};
      },
      hideCodeWindow: () => {
        deps.codeWindow.hide();
        return {};
      },
      codeHotkey: () => ({ state: deps.codeHotkey.state() }),
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
