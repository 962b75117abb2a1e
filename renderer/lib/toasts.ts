import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'bad';
  /** Takes the change back; shown with its key. */
  readonly undo: (() => void) | null;
}

export const undoWindowMs = 10_000;
const plainMs = 5000;

export const useToast = create<{ toast: Toast | null }>(() => ({ toast: null }));

let lastId = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function show(text: string, tone: Toast['tone'], undo: Toast['undo'], forMs: number): number {
  clearTimeout(timer);
  lastId += 1;
  const id = lastId;
  useToast.setState({ toast: { id, text, tone, undo } });
  timer = setTimeout(() => dismissToast(id), forMs);
  return id;
}

/** One at a time: a newer one takes the place of the older. */
export function showToast(text: string): number {
  return show(text, 'plain', null, plainMs);
}

export function showFailure(text: string): number {
  return show(text, 'bad', null, undoWindowMs);
}

export function showUndo(text: string, undo: () => void): number {
  return show(text, 'plain', undo, undoWindowMs);
}

/** Removes the toast; with an id only if it is still the one shown. */
export function dismissToast(id?: number): void {
  const { toast } = useToast.getState();
  if (!toast || (id !== undefined && toast.id !== id)) return;
  useToast.setState({ toast: null });
}

/** Runs the undo of the toast on screen. Answers false when there is nothing to take back. */
export function undoLast(): boolean {
  const { toast } = useToast.getState();
  if (!toast?.undo) return false;
  dismissToast(toast.id);
  toast.undo();
  return true;
}
