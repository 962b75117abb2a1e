import { create } from 'zustand';

const startedEmptyKey = 'techbench.startedEmpty';

interface Shell {
  /** The one thing that lies over every screen. */
  readonly overlay: 'palette' | 'shortcuts' | 'newTicket' | 'technician' | null;
  /** The technician chose to begin with an empty desk. */
  readonly startedEmpty: boolean;
}

export const useShell = create<Shell>(() => ({
  overlay: null,
  startedEmpty: sessionStorage.getItem(startedEmptyKey) === 'yes',
}));

useShell.subscribe(({ startedEmpty }) => {
  // Survives a reload of the window; a new start with a still empty desk may offer again.
  if (startedEmpty) sessionStorage.setItem(startedEmptyKey, 'yes');
});

export function showOverlay(overlay: Shell['overlay']): void {
  useShell.setState({ overlay });
}
