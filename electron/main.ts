import path from 'node:path';
import { app, clipboard, ipcMain, protocol, session, utilityProcess } from 'electron';
import type { PushEvent } from '../shared/events.ts';
import { createAttentionDesk } from './app/attention/attention-desk.ts';
import { registerAppScheme, serveApp } from './app/app-scheme.ts';
import { decideDataPaths } from './app/data-paths.ts';
import { claimDeepLinks, deepLinkInArguments, parseDeepLink, receiveDeepLinks } from './app/deep-links.ts';
import { createLinkOpener } from './app/external-links.ts';
import { createCodeHotkey } from './app/code-hotkey.ts';
import { createCodeWindow } from './app/code-window.ts';
import { copyFromEntry } from './app/copy-from-entry.ts';
import { denyPermissions, guardAllContents } from './app/guard-contents.ts';
import { openLogFile } from './app/log-file.ts';
import { createMainWindow } from './app/main-window.ts';
import { installMenu } from './app/menu.ts';
import { followPower } from './app/power.ts';
import { followPinnedCodes } from './app/pinned-codes.ts';
import { openPreferences } from './app/preferences-store.ts';
import { quitCleanly } from './app/quit.ts';
import { appOrigin, loadRendererFiles } from './app/renderer-files.ts';
import { enforceSandbox } from './app/sandbox.ts';
import { createSecretClipboard } from './app/secret-clipboard.ts';
import { createShellHandlers } from './app/shell-handlers.ts';
import { claimSingleInstance } from './app/single-instance.ts';
import { applyStartAtLogin, hiddenSwitch } from './app/start-at-login.ts';
import { applyTheme } from './app/theme.ts';
import { createTray, type TrayIcon } from './app/tray.ts';
import { nextZoom } from './app/zoom.ts';
import { createKeytarKeychain } from './engine/platform/keytar-keychain.ts';
import { createEngineLink } from './host/engine-link.ts';
import { describeEngine } from './host/describe-engine.ts';
import { utilityChild } from './host/utility-child.ts';
import type { Door } from './ipc/mount-contract.ts';
import { openDoor, pushTo } from './ipc/open-door.ts';

// 1. Before anything else: every page sandboxed, a scheme of our own, nobody leaves it.
enforceSandbox(app);
registerAppScheme();
guardAllContents(app);

// 2. One process for each profile: a second start hands over its link and ends.
const { userData, dataDir } = decideDataPaths(app, process.env);
let firstLink = deepLinkInArguments(process.argv);
// Until there is a window: macOS hands over the link of a first start before the application is ready.
let openLink = (link: string | null): void => {
  firstLink = link ?? firstLink;
};
// As the installer's shortcut has it: Windows shows notifications, and their buttons, of what it knows.
if (process.platform === 'win32') app.setAppUserModelId('example.techbench.console');
const isFirst = claimSingleInstance(app, firstLink, (link) => openLink(link));
receiveDeepLinks(app, (link) => openLink(link));
if (isFirst) void app.whenReady().then(start);
else app.exit(0);

function quit(): void {
  app.quit();
}

function start(): void {
  const dist = path.dirname(import.meta.dirname);
  const resources = path.join(app.getAppPath(), 'resources');

  // 3. What the user chose, and where to write what goes wrong.
  const { log, write } = openLogFile(path.join(userData, 'logs'));
  const preferences = openPreferences(userData, log);
  applyTheme(preferences.get().theme);

  // 4. The engine, in a process of its own, on its way while the window is being made.
  const binding = app.isPackaged ? undefined : process.env['TECHBENCH_SQLITE_BINDING'];
  const preload = path.join(import.meta.dirname, 'preload.cjs');
  const codeWindow = createCodeWindow({ preload, packaged: app.isPackaged });
  const codeHotkey = createCodeHotkey(codeWindow.toggle);
  const secretClipboard = createSecretClipboard(clipboard);
  const push = (event: PushEvent): void => {
    if (event.type === 'vault' && event.state === 'locked') void secretClipboard.clear();
    pinnedCodes.hear(event);
    attention.hear(event);
    for (const each of [window, codeWindow]) pushTo(each.current()?.webContents, event);
  };
  const engine = createEngineLink({
    fork: () => {
      const entry = path.join(import.meta.dirname, 'engine-process.cjs');
      return utilityChild(
        utilityProcess.fork(entry, [], {
          serviceName: 'Techbench engine',
          stdio: ['ignore', 'ignore', 'pipe'],
        }),
        write,
      );
    },
    options: {
      dataDir,
      version: app.getVersion(),
      http: { host: '127.0.0.1', port: preferences.get().port, strictPort: false },
      sample: app.commandLine.hasSwitch('demo'),
      ...(binding ? { nativeBinding: binding } : {}),
      insecureLoopback: !app.isPackaged && process.env['TECHBENCH_INSECURE_LOOPBACK'] === '1',
    },
    keychain: createKeytarKeychain(),
    monotonic: () => performance.now(),
    onPush: push,
    onState: (state) => {
      describeInTray();
      // Whoever started it from a terminal, perhaps on a screen that nobody sees, wants the address.
      if (state.state === 'ready' && !app.isPackaged) process.stdout.write(`${describeEngine(state)}\n`);
      push({ type: 'engineState', state: state.state, detail: state.detail, at: Date.now() });
    },
    log,
  });
  const pinnedCodes = followPinnedCodes({ call: engine.call, onChange: () => describeInTray() });
  const attention = createAttentionDesk({
    call: engine.call,
    preferences,
    open: (place) => navigate(place),
    onChange: () => describeInTray(),
    now: Date.now,
    log,
  });
  engine.start();

  // 5. The window: its files, its rights, its door.
  serveApp(protocol, loadRendererFiles(path.join(dist, 'renderer')), () => void openConsoleDoor());
  denyPermissions(session.defaultSession);
  let tray: TrayIcon | undefined;
  const startHidden = process.argv.includes(hiddenSwitch);
  const window = createMainWindow({
    app,
    userData,
    preload,
    preferences,
    beforeHiding: () => showTray(),
    startHidden,
    onClosed: codeWindow.close,
    log,
  });
  const handlers = createShellHandlers({
    window: window.current,
    preferences,
    dataDir,
    engine,
    secretClipboard,
    codeWindow,
    codeHotkey,
    openPlace: (to) => navigate(to),
    openLink: createLinkOpener(window.current),
    log,
  });
  // The contracts weigh more than the rest of main: they are read once the page has its first file and works on it.
  let door: Promise<Door> | undefined;
  const openConsoleDoor = (): Promise<Door> =>
    (door ??= import('./ipc/console-door.ts').then(({ createConsoleDoor }) =>
      createConsoleDoor({
        handlers,
        callEngine: engine.call,
        report: (error) => log('a call failed unexpectedly', { error: String(error) }),
      }),
    ));
  const isOwnWindow = (id: number): boolean =>
    [window, codeWindow].some((each) => each.current()?.webContents.id === id);
  openDoor(
    ipcMain,
    async (...call) => (await openConsoleDoor())(...call),
    { origin: appOrigin, isOwnWindow },
    (origin) => log('a stranger called', { origin }),
  );
  window.show(parseDeepLink(firstLink) ?? '');

  // 6. The ways in besides the window: menu, tray, links, a second start.
  const show = (): void => {
    window.show();
  };
  const navigate = (to: string): void => {
    if (window.show(to) === 'shown') push({ type: 'navigate', to });
  };
  const zoomBy = (direction: -1 | 0 | 1): void => {
    preferences.set({ zoom: nextZoom(preferences.get().zoom, direction) });
  };
  installMenu({ navigate, zoomBy, quit }, app.isPackaged);
  openLink = (link) => {
    const place = parseDeepLink(link);
    if (place) navigate(place);
    else show();
  };
  const showTray = (): void => {
    tray ??= createTray(
      resources,
      {
        open: show,
        navigate,
        showCodes: codeWindow.toggle,
        copyCode: (entryId) => void copyCode(entryId),
        lockVault: () => void engine.call('vault.lock', {}),
        quit,
      },
      window.current,
    );
    describeInTray();
  };
  const describeInTray = (): void => {
    tray?.show({
      status: describeEngine(engine.state()),
      facts: { ...attention.facts(), vaultIsOpen: pinnedCodes.vaultIsOpen() },
      attention: attention.menu(),
      pinned: pinnedCodes.list(),
    });
  };
  const copyCode = async (entryId: number): Promise<void> => {
    try {
      await secretClipboard.copy(await copyFromEntry(engine.call, { entryId, what: 'code', ticketId: null }));
    } catch {
      // It asks who is there, or is gone: the entry itself says which.
      navigate(`vault/${entryId}`);
    }
  };
  if (startHidden) showTray();
  // The tray and the link scheme are asked of the desktop, which may take its time: not before the page is up and the
  // engine answers, or has said why it does not.
  const askDesktop = (): void => {
    showTray();
    claimDeepLinks(app);
    codeHotkey.set(preferences.get().codeHotkey);
  };
  window.onceLoaded(() => void engine.call('workspace.get', {}).then(() => setTimeout(askDesktop, 500)));
  app.on('activate', show);

  // 7. What follows the user's wishes later.
  preferences.onChange((now, before) => {
    if (now.theme !== before.theme) applyTheme(now.theme);
    if (now.codeHotkey !== before.codeHotkey) codeHotkey.set(now.codeHotkey);
    if (now.startAtLogin !== before.startAtLogin) applyStartAtLogin(app, now.startAtLogin);
    attention.look();
    push({ type: 'preferences' });
  });
  followPower({
    suspend: () => engine.tellPower('suspended'),
    lockScreen: () => engine.tellPower('screen_locked'),
    resume: () => {
      engine.tellPower('resumed');
      push({ type: 'system' });
      attention.look();
    },
    shutdown: quit,
  });

  // 8. The end: windows, then the engine, then the process.
  app.on('window-all-closed', quit);
  quitCleanly(app, {
    allowClose: window.allowClose,
    destroyWindow: () => window.current()?.destroy(),
    finish: () => Promise.allSettled([engine.stop(), preferences.written(), secretClipboard.clear()]),
  });
}
