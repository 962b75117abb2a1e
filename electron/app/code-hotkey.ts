import { globalShortcut } from 'electron';

export type HotkeyState = 'off' | 'on' | 'taken';

export interface CodeHotkey {
  state(): HotkeyState;
  /** Null for none. Answers at once whether the system gave it to us. */
  set(accelerator: string | null): void;
  release(): void;
}

/** The one key that works while another program has the keyboard. Another program may have it already: then that is said. */
export function createCodeHotkey(onPress: () => void): CodeHotkey {
  let registered: string | null = null;
  let state: HotkeyState = 'off';

  function release(): void {
    if (registered !== null) globalShortcut.unregister(registered);
    registered = null;
  }

  return {
    state: () => state,
    release,
    set(accelerator) {
      release();
      state = 'off';
      if (accelerator === null) return;
      let given = false;
      try {
        given = globalShortcut.register(accelerator, onPress);
      } catch {
        // No accelerator that Electron knows: it is not ours, which is what is said.
      }
      if (given) registered = accelerator;
      state = given ? 'on' : 'taken';
    },
  };
}
