/** What is pressed while the screen it is meant for is still on its way. */
export interface HeldPress {
  /** As `pressName` writes it. */
  readonly press: string;
  /** When it was pressed, on the clock of events. */
  readonly at: number;
}

let waiting = 0;
let held: HeldPress[] = [];
const listeners = new Set<(presses: readonly HeldPress[]) => void>();

/**
 * Holds keys back until the returned function is called: `true` gives them to what has come, `false` drops them
 * because it never will. Another screen must not get what was meant for this one.
 */
export function holdKeys(): (replay: boolean) => void {
  waiting += 1;
  let ended = false;
  return (replay) => {
    if (ended) return;
    ended = true;
    waiting -= 1;
    if (!replay) held = [];
    if (waiting > 0) return;
    const presses = held;
    held = [];
    for (const listener of listeners) listener(presses);
  };
}

/** Takes a press while a screen is awaited; false where none is. */
export function holdPress(press: HeldPress): boolean {
  if (waiting === 0) return false;
  held.push(press);
  return true;
}

/** Hears the presses that were held, in their order, when what they were meant for is there. */
export function onKeysFree(listener: (presses: readonly HeldPress[]) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
