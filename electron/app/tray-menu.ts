import type { MenuItemConstructorOptions } from 'electron';
import { menuText } from './attention/attention-menu.ts';
import type { TrayFacts } from './attention/tray-look.ts';
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
  /** The engine's address, or why there is none. */
  readonly status: string;
  /** What the icon shows. */
  readonly facts: TrayFacts;
  /** What is wrong now, and what can be done about it. */
  readonly attention: readonly MenuItemConstructorOptions[];
  /** Only while the vault is open. */
  readonly pinned: readonly PinnedCode[];
}

/** What the menu says for a state; the codes themselves are never in it. */
export function trayMenu(state: TrayState, actions: TrayActions): MenuItemConstructorOptions[] {
  const { vaultIsOpen } = state.facts;
  const codes = state.pinned.map(({ entryId, name }) => ({
    label: `Copy code of ${menuText(name)}`,
    click: () => actions.copyCode(entryId),
  }));
  return [
    ...state.attention,
    { type: 'separator' },
    ...codes,
    { label: 'Codes…', click: actions.showCodes },
    {
      label: vaultIsOpen ? 'Lock the vault now' : 'The vault is locked',
      enabled: vaultIsOpen,
      click: actions.lockVault,
    },
    { type: 'separator' },
    { label: 'Open Techbench', click: actions.open },
    { label: 'New ticket', click: () => actions.navigate('new-ticket') },
    { type: 'separator' },
    { label: state.status, enabled: false },
    { label: 'Quit', click: actions.quit },
  ];
}
