import { allActions, isAvailable, type Action } from './actions.ts';
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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const press = pressName(event);
    if (press === '') return;
    const restricted = isTyping(event.target) || isModalOpen();
    if (isControl(event.target, press)) return;
    const prefix = pending && event.timeStamp - pending.at < sequenceTimeoutMs ? pending.press : null;
    pending = null;
    const action =
      (prefix === null ? undefined : findAction(`${prefix} ${press}`, restricted)) ??
      findAction(press, restricted);
    if (action) {
      event.preventDefault();
      action.run();
    } else if (!restricted && startsSequence(press)) {
      pending = { press, at: event.timeStamp };
    }
  };
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}
