import type { ElectronApplication } from 'playwright';
import { eventually } from './patience.ts';
import type { TechbenchWindow } from './techbench-window.ts';

export interface ShownMenuItem {
  readonly label: string;
  readonly enabled: boolean;
  readonly submenu?: readonly ShownMenuItem[];
}

/** The icon beside the clock as the running application made it. */
export interface TrayView {
  words(): Promise<string>;
  menu(): Promise<readonly ShownMenuItem[]>;
  /** What it looks like, as a data URL; empty until it was drawn anew. */
  picture(): Promise<string>;
  /** Chooses an item by the beginnings of the labels on the way to it. */
  choose(...path: string[]): Promise<void>;
}

/** Electron keeps no list of trays: what the application tells its own is noted on the way, and goes on to it. */
export async function watchTray({ app, call }: TechbenchWindow): Promise<TrayView> {
  // Noted twice where it is asked twice: the newest notes are read.
  await patiently(() =>
    app.evaluate(({ Tray }) => {
      interface Notes {
        words: string;
        menu: Electron.Menu | null;
        picture: string;
      }
      const notes: Notes = { words: '', menu: null, picture: '' };
      const real = { ...pick(Tray.prototype) };
      function pick({ setToolTip, setContextMenu, setImage }: Electron.Tray) {
        return { setToolTip, setContextMenu, setImage };
      }
      Tray.prototype.setToolTip = function setToolTip(words) {
        notes.words = words;
        real.setToolTip.call(this, words);
      };
      Tray.prototype.setContextMenu = function setContextMenu(menu) {
        notes.menu = menu;
        real.setContextMenu.call(this, menu);
      };
      Tray.prototype.setImage = function setImage(image) {
        if (typeof image !== 'string') notes.picture = image.toDataURL();
        real.setImage.call(this, image);
      };
      (globalThis as unknown as { tray: Notes }).tray = notes;
    }),
  );
  // Whatever the preferences are told, the tray is drawn anew.
  await call('preferences.set', {});
  const menu = () =>
    patiently(() =>
      app.evaluate(() => {
        const { tray } = globalThis as unknown as { tray: { menu: Electron.Menu | null } };
        interface Shown {
          label: string;
          enabled: boolean;
          submenu?: Shown[];
        }
        const read = (from: Electron.Menu): Shown[] =>
          from.items
            .filter(({ type }) => type !== 'separator')
            .map(({ label, enabled, submenu }) => ({
              label,
              enabled,
              ...(submenu ? { submenu: read(submenu) } : {}),
            }));
        return tray.menu === null ? [] : read(tray.menu);
      }),
    );
  return {
    menu,
    words: () =>
      patiently(() => app.evaluate(() => (globalThis as unknown as { tray: { words: string } }).tray.words)),
    picture: () =>
      patiently(() =>
        app.evaluate(() => (globalThis as unknown as { tray: { picture: string } }).tray.picture),
      ),
    choose: (...path) =>
      // The menu follows what happened; who looks for an item finds it a moment later.
      eventually(() => chosen(app, path), `${path.join(', ')} can be chosen`),
  };
}

/** Whether there was such an item; if so, it is clicked. */
function chosen(app: ElectronApplication, path: readonly string[]): Promise<boolean> {
  return app.evaluate((_electron, labels) => {
    const { tray } = globalThis as unknown as { tray: { menu: Electron.Menu | null } };
    let items = tray.menu?.items ?? [];
    for (const [depth, label] of labels.entries()) {
      const found = items.find((each) => each.label.startsWith(label) && each.enabled);
      if (!found) return false;
      if (depth === labels.length - 1) found.click();
      items = found.submenu?.items ?? [];
    }
    return true;
  }, path);
}

/** Keeps what the application shows, so that what a desktop without buttons cannot do can be done. */
export async function keepNotifications({ app }: TechbenchWindow): Promise<void> {
  await patiently(() =>
    app.evaluate(({ Notification }) => {
      const kept: Electron.Notification[] = [];
      const { show } = Notification.prototype;
      Notification.prototype.show = function keepAndShow(this: Electron.Notification) {
        kept.push(this);
        show.call(this);
      };
      (globalThis as unknown as { notifications: Electron.Notification[] }).notifications = kept;
    }),
  );
}

/** Does what the system does when somebody presses a button of the newest notification. */
export async function pressOnNotification({ app }: TechbenchWindow, text: string): Promise<void> {
  await app.evaluate((_electron, label) => {
    const { notifications } = globalThis as unknown as { notifications: Electron.Notification[] };
    const newest = notifications.at(-1);
    const actionIndex = newest?.actions.findIndex((action) => action.text === label) ?? -1;
    if (actionIndex < 0) throw new Error(`the notification has no ${label}`);
    newest?.emit('action', { actionIndex });
  }, text);
}

/** The debugger that carries questions to the main process loses one now and then; it is asked again. */
export async function patiently<T>(ask: () => Promise<T>, tries = 5): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (tries === 0 || !String(error).includes('garbage collected')) throw error;
    return patiently(ask, tries - 1);
  }
}
