import { useActions, type Action } from '../lib/actions.ts';
import { client, reportError } from '../lib/client.ts';
import { navigate } from '../lib/navigation.ts';
import { setPreferences, usePreferences } from '../lib/preferences.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { lockVault } from '../lib/vault-lock.ts';
import { useEngineState } from '../lib/engine-state.ts';
import { allEntries } from './navigation-entries.ts';
import { showOverlay } from './shell-store.ts';
import { copyText } from '../lib/copy-text.ts';

const zoomSteps = [0.5, 0.67, 0.75, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

function zoomBy(direction: 1 | -1): void {
  const now = usePreferences.getState().preferences?.zoom ?? 1;
  const next =
    direction > 0
      ? zoomSteps.find((step) => step > now + 0.01)
      : zoomSteps.findLast((step) => step < now - 0.01);
  if (next !== undefined) setPreferences({ zoom: next });
}

const places: Action[] = allEntries.map((entry) => ({
  id: `go.${entry.id}`,
  name: `Go to ${entry.name}`,
  group: 'Go to',
  keys: [entry.keys],
  run: () => navigate(entry.route),
}));

const look = (id: string, name: string, run: () => void, keys?: string[], keywords?: string): Action => ({
  id: `look.${id}`,
  name,
  group: 'Appearance',
  run,
  ...(keys ? { keys, always: true } : {}),
  ...(keywords ? { keywords } : {}),
});

/** What works on every screen. */
export function useShellActions(): void {
  const address = useAnswer('system', 'status', {}).value?.address ?? null;
  const vault = useAnswer('vault', 'status', {}).value;
  // Locking one that is kept nowhere would end it.
  const canLock = vault?.state === 'unlocked' && vault.protection !== 'memory';
  useActions(
    [
      {
        id: 'shell.palette',
        name: 'Search or do anything',
        group: 'Help',
        keys: ['mod+k'],
        always: true,
        hidden: true,
        run: () => showOverlay('palette'),
      },
      {
        id: 'shell.shortcuts',
        name: 'Keyboard shortcuts',
        group: 'Help',
        keys: ['?'],
        run: () => showOverlay('shortcuts'),
      },
      {
        id: 'ticket.new',
        name: 'New ticket',
        group: 'Ticket',
        keys: ['w'],
        keywords: 'create write add',
        run: () => showOverlay('newTicket'),
      },
      ...places,
      look('light', 'Light colours', () => setPreferences({ theme: 'light' }), undefined, 'theme'),
      look('dark', 'Dark colours', () => setPreferences({ theme: 'dark' }), undefined, 'theme night'),
      look('system', 'Colours of the system', () => setPreferences({ theme: 'system' }), undefined, 'theme'),
      look('compact', 'Compact rows', () => setPreferences({ density: 'compact' }), undefined, 'density'),
      look(
        'comfortable',
        'Comfortable rows',
        () => setPreferences({ density: 'comfortable' }),
        undefined,
        'density',
      ),
      look('sidebar', 'Collapse or open the sidebar', toggleSidebar, ['mod+b']),
      look('zoomIn', 'Zoom in', () => zoomBy(1), ['mod+=', 'mod++']),
      look('zoomOut', 'Zoom out', () => zoomBy(-1), ['mod+-']),
      look('zoomReset', 'Zoom to 100 %', () => setPreferences({ zoom: 1 }), ['mod+0']),
      {
        id: 'shell.technician',
        name: 'Who sits at the console…',
        group: 'Techbench',
        keywords: 'switch technician user me',
        run: () => showOverlay('technician'),
      },
      {
        id: 'shell.copyAddress',
        name: 'Copy the address of the local API',
        group: 'Techbench',
        when: () => address !== null,
        run: () => address !== null && void copyText(address),
      },
      {
        id: 'shell.dataFolder',
        name: 'Show the data folder',
        group: 'Techbench',
        run: () => void client.shell.showDataFolder({}).catch(reportError),
      },
      {
        id: 'shell.restartEngine',
        name: 'Start the engine again',
        when: () => useEngineState.getState().state === 'stopped',
        group: 'Techbench',
        run: () => void client.shell.restartEngine({}).catch(reportError),
      },
      {
        id: 'vault.lock',
        name: 'Lock the vault now',
        group: 'Vault',
        keys: ['mod+l'],
        always: true,
        when: () => canLock,
        run: () => void lockVault(),
      },
      {
        id: 'shell.quit',
        name: 'Quit Techbench',
        group: 'Techbench',
        run: () => void client.shell.quit({}).catch(reportError),
      },
    ],
    { beneath: true },
  );
}

function toggleSidebar(): void {
  const now = usePreferences.getState().preferences?.sidebarCollapsed ?? false;
  setPreferences({ sidebarCollapsed: !now });
}
