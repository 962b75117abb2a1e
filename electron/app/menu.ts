import { Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  readonly navigate: (place: string) => void;
  readonly zoomBy: (step: -1 | 0 | 1) => void;
  readonly quit: () => void;
}

type Item = MenuItemConstructorOptions;

const separator: Item = { type: 'separator' };

function fileMenu(actions: MenuActions, mac: boolean): Item {
  return {
    label: '&File',
    submenu: [
      { label: 'New ticket', click: () => actions.navigate('new-ticket') },
      { label: 'Import…', click: () => actions.navigate('imports') },
      separator,
      ...(mac
        ? []
        : [
            { label: 'Settings…', accelerator: 'Ctrl+,', click: () => actions.navigate('settings') },
            separator,
          ]),
      { role: 'close' },
      ...(mac ? [] : [{ label: 'Quit', accelerator: 'Ctrl+Q', click: actions.quit }]),
    ],
  };
}

function macMenu(actions: MenuActions): Item {
  return {
    label: 'Techbench',
    submenu: [
      { role: 'about' },
      separator,
      { label: 'Settings…', accelerator: 'Cmd+,', click: () => actions.navigate('settings') },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { label: 'Quit Techbench', accelerator: 'Cmd+Q', click: actions.quit },
    ],
  };
}

function viewMenu(actions: MenuActions, packaged: boolean): Item {
  // Zoom goes through the preferences, so that it is remembered and shown in the settings.
  return {
    label: '&View',
    submenu: [
      { label: 'Actual size', accelerator: 'CmdOrCtrl+0', click: () => actions.zoomBy(0) },
      { label: 'Zoom in', accelerator: 'CmdOrCtrl+Plus', click: () => actions.zoomBy(1) },
      {
        label: 'Zoom in',
        accelerator: 'CmdOrCtrl+=',
        visible: false,
        acceleratorWorksWhenHidden: true,
        click: () => actions.zoomBy(1),
      },
      { label: 'Zoom out', accelerator: 'CmdOrCtrl+-', click: () => actions.zoomBy(-1) },
      separator,
      { role: 'togglefullscreen' },
      ...(packaged ? [] : [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }]),
    ],
  };
}

export function installMenu(actions: MenuActions, packaged: boolean): void {
  const mac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [macMenu(actions)] : []),
      fileMenu(actions, mac),
      { role: 'editMenu' },
      viewMenu(actions, packaged),
      { role: 'windowMenu' },
      {
        role: 'help',
        submenu: [{ label: 'Keyboard shortcuts', click: () => actions.navigate('shortcuts') }],
      },
    ]),
  );
}
