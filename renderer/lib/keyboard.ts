import { allActions, isAvailable, type Action } from './actions.ts';
import { holdPress, onKeysFree } from './held-keys.ts';
import { pressName } from './keys.ts';

const sequenceTimeoutMs = 1500;

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

/** Enter and Space belong to a focused control before they belong to the list. */
function isControl(target: EventTarget | null, press: string): boolean {
  if (press !== 'enter' && press !== 'space') return false;
  return target instanceof HTMLElement && target.closest('button, a, summary, input, [role=option]') !== null;
}

function isModalOpen(): boolean {
  return document.querySelector('dialog:modal, [data-keyboard-busy]') !== null;
}

function findAction(shortcut: string, restricted: boolean): Action | undefined {
  return allActions().find(
    (action) =>
      action.keys?.includes(shortcut) === true &&
      (!restricted || action.always === true) &&
      isAvailable(action),
  );
}

function startsSequence(press: string): boolean {
  return allActions().some((action) => action.keys?.some((key) => key.startsWith(`${press} `)));
}

/** Listens to the whole window. One listener decides, so no two parts of the console fight over a key. */
export function listenToKeyboard(target: Window): () => void {
  let pending: { press: string; at: number } | null = null;
  /** Answers whether the press did something. */
  const decide = (press: string, at: number, restricted: boolean): boolean => {
    const prefix = pending && at - pending.at < sequenceTimeoutMs ? pending.press : null;
    pending = null;
    const action =
      (prefix === null ? undefined : findAction(`${prefix} ${press}`, restricted)) ??
      findAction(press, restricted);
    if (action) action.run();
    else if (!restricted && startsSequence(press)) pending = { press, at };
    return action !== undefined;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const press = pressName(event);
    if (press === '' || isControl(event.target, press)) return;
    const at = event.timeStamp;
    const restricted = isTyping(event.target) || isModalOpen();
    // What works over everything is meant for no screen in particular.
    const isForScreen = !restricted && findAction(press, true) === undefined;
    if (isForScreen && holdPress({ press, at })) return;
    if (decide(press, at, restricted)) event.preventDefault();
  };
  const stopHeld = onKeysFree((presses) => {
    for (const { press, at } of presses) decide(press, at, isModalOpen());
  });
  target.addEventListener('keydown', onKeyDown);
  return () => {
    stopHeld();
    target.removeEventListener('keydown', onKeyDown);
  };
}
