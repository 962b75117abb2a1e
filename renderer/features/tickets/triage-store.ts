import { create } from 'zustand';
import type { TicketFilter, TicketView } from '../../../shared/ticket.ts';
import type { TicketList } from './ticket-list.ts';

/** What is listed: a view narrowed by a filter, or the results of a search. */
export type Listing =
  | {
      readonly kind: 'view';
      readonly view: TicketView;
      readonly filter: TicketFilter;
      /** Where it came from: a saved filter keeps its name in the head. */
      readonly savedFilterId: number | null;
    }
  | { readonly kind: 'search'; readonly query: string; readonly savedFilterId: number | null };

/** The picker or dialog that is open over the screen, and for which tickets. */
export type Overlay =
  | {
      readonly kind: 'status' | 'priority' | 'assignee' | 'category' | 'snooze' | 'merge';
      readonly ids: number[];
    }
  | { readonly kind: 'type' | 'organization' | 'watchers' | 'parent' | 'link'; readonly ids: number[] }
  | { readonly kind: 'message'; readonly ids: number[]; readonly visibility: 'public' | 'internal' }
  | { readonly kind: 'filter' }
  | { readonly kind: 'saveFilter' }
  | { readonly kind: 'columns' };

export interface Triage {
  readonly listing: Listing;
  readonly list: TicketList | null;
  readonly focusIndex: number;
  readonly focusId: number | null;
  /** The ticket in the pane, null while the pane is closed. */
  readonly openId: number | null;
  readonly selected: ReadonlySet<number>;
  /** Where a range selection starts. */
  readonly anchorIndex: number | null;
  readonly overlay: Overlay | null;
  /** Which part of the open ticket is shown. */
  readonly detailTab: 'thread' | 'details' | 'history';
  /** What `r` and `n` turn the composer to; counts up, so that pressing again focuses it again. */
  readonly compose: { readonly visibility: 'public' | 'internal'; readonly version: number };
}

export const useTriage = create<Triage>(() => ({
  listing: { kind: 'view', view: 'inbox', filter: {}, savedFilterId: null },
  list: null,
  focusIndex: 0,
  focusId: null,
  openId: null,
  selected: new Set(),
  anchorIndex: null,
  overlay: null,
  detailTab: 'thread',
  compose: { visibility: 'public', version: 0 },
}));

const { getState, setState } = useTriage;

/** As many as the engine takes in one call. */
export const selectionLimit = 1000;

export function clampFocus(index: number, count: number): number {
  return count === 0 ? 0 : Math.min(count - 1, Math.max(0, index));
}

/** Moves the cursor; an open pane follows it. */
export function focusRow(index: number): void {
  const { list, openId } = getState();
  if (!list) return;
  const focusIndex = clampFocus(index, list.state().count);
  const focusId = list.idAt(focusIndex) ?? null;
  setState({ focusIndex, focusId, openId: openId === null ? null : (focusId ?? openId) });
}

export function moveFocus(steps: number): void {
  focusRow(getState().focusIndex + steps);
}

export function openTicket(id: number | null): void {
  setState({ openId: id });
}

/** Opens another ticket beside the same list. */
export function goToTicket(id: number): void {
  const index = getState().list?.indexOf(id) ?? -1;
  setState({ openId: id, ...(index >= 0 ? { focusIndex: index, focusId: id } : {}) });
}

/** The row that the cursor goes to when others leave: the first that stays below it, else above. */
export function survivorNear(
  list: Pick<TicketList, 'idAt' | 'state'>,
  index: number,
  leavers: ReadonlySet<number>,
): number | null {
  const { count } = list.state();
  const stays = (id: number | undefined): id is number => id !== undefined && !leavers.has(id);
  for (let at = index; at < count; at += 1) {
    const id = list.idAt(at);
    if (stays(id)) return id;
    if (id === undefined) break;
  }
  for (let at = index - 1; at >= 0; at -= 1) {
    const id = list.idAt(at);
    if (stays(id)) return id;
  }
  return null;
}

/** Brings the cursor back to its ticket after rows came or went; where that is gone, to what took its place. */
export function settleFocus(): void {
  const { list, focusId, focusIndex } = getState();
  if (!list || list.state().status === 'loading') return;
  const found = focusId === null ? -1 : list.indexOf(focusId);
  if (found >= 0) {
    if (found !== focusIndex) setState({ focusIndex: found });
    return;
  }
  const index = clampFocus(focusIndex, list.state().count);
  setState({ focusIndex: index, focusId: list.idAt(index) ?? null });
}

export function toggleSelected(index: number): void {
  const { list, selected } = getState();
  const id = list?.idAt(index);
  if (id === undefined) return;
  const next = new Set(selected);
  if (!next.delete(id) && next.size < selectionLimit) next.add(id);
  setState({ selected: next, anchorIndex: index });
}

/** Selects everything between the anchor and here. */
export function selectRange(index: number): void {
  const { list, selected, anchorIndex, focusIndex } = getState();
  if (!list) return;
  const anchor = anchorIndex ?? focusIndex;
  const next = new Set(selected);
  for (
    let at = Math.min(anchor, index);
    at <= Math.max(anchor, index) && next.size < selectionLimit;
    at += 1
  ) {
    const id = list.idAt(at);
    if (id !== undefined) next.add(id);
  }
  setState({ selected: next, anchorIndex: anchor });
}

export function clearSelection(): void {
  setState({ selected: new Set(), anchorIndex: null });
}

/** The tickets that an action is about: the selection, else the open one, else the one under the cursor. */
export function targetIds(): number[] {
  const { selected, openId, focusId } = getState();
  if (selected.size > 0) return [...selected];
  const one = openId ?? focusId;
  return one === null ? [] : [one];
}

export function showOverlay(overlay: Overlay | null): void {
  setState({ overlay });
}

/** Turns the composer of the open ticket to a reply or a note and puts the cursor there. */
export function compose(visibility: 'public' | 'internal'): void {
  setState(({ compose }) => ({ detailTab: 'thread', compose: { visibility, version: compose.version + 1 } }));
}
