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
  /** How many different pictures it has had so far. */
  pictures(): Promise<number>;
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
        pictures: Set<string>;
      }
      const notes: Notes = { words: '', menu: null, pictures: new Set() };
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
        if (typeof image !== 'string') notes.pictures.add(image.toDataURL());
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
    pictures: () =>
      app.evaluate(() => (globalThis as unknown as { tray: { pictures: Set<string> } }).tray.pictures.size),
    choose: (...path) =>
      app.evaluate((_electron, labels) => {
        const { tray } = globalThis as unknown as { tray: { menu: Electron.Menu | null } };
        let items = tray.menu?.items ?? [];
        for (const [depth, label] of labels.entries()) {
          const found = items.find((each) => each.label.startsWith(label) && each.enabled);
          if (!found)
            throw new Error(`${label} cannot be chosen of ${items.map((each) => each.label).join()}`);
          if (depth === labels.length - 1) found.click();
          items = found.submenu?.items ?? [];
        }
      }, path),
  };
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
