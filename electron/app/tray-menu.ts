import type { MenuItemConstructorOptions } from 'electron';
import type { PinnedCode } from './pinned-codes.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly navigate: (place: string) => void;
  readonly showCodes: () => void;
  readonly copyCode: (entryId: number) => void;
  readonly lockVault: () => void;
  readonly quit: () => void;
}

export interface TrayState {
  /** The engine's address, or why there is none: the menu's first line. */
  readonly status: string;
  readonly vaultIsOpen: boolean;
  /** Only while the vault is open. */
  readonly pinned: readonly PinnedCode[];
}

/** `&` marks a letter in menus; a name that holds one shows it. */
const menuText = (name: string) => name.replaceAll('&', '&&');

/** What the menu says for a state; the codes themselves are never in it. */
export function trayMenu(state: TrayState, actions: TrayActions): MenuItemConstructorOptions[] {
  const codes = state.pinned.map(({ entryId, name }) => ({
    label: `Copy code of ${menuText(name)}`,
    click: () => actions.copyCode(entryId),
  }));
  return [
    { label: state.status, enabled: false },
    { type: 'separator' },
    ...codes,
    { label: 'Codes…', click: actions.showCodes },
    {
      label: state.vaultIsOpen ? 'Lock the vault now' : 'The vault is locked',
      enabled: state.vaultIsOpen,
      click: actions.lockVault,
    },
    { type: 'separator' },
    { label: 'Open Techbench', click: actions.open },
    { label: 'New ticket', click: () => actions.navigate('new-ticket') },
    { type: 'separator' },
    { label: 'Quit', click: actions.quit },
  ];
}
