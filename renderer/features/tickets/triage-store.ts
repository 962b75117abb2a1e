import { create } from 'zustand';
import type { TicketFilter, TicketView } from '../../../shared/ticket.ts';
import { createListCursor, startCursor, type CursorState } from '../../lib/list-cursor.ts';

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
  | {
      readonly kind: 'type' | 'organization' | 'watchers' | 'parent' | 'link' | 'asset';
      readonly ids: number[];
    }
  | { readonly kind: 'message'; readonly ids: number[]; readonly visibility: 'public' | 'internal' }
  | { readonly kind: 'filter' }
  | { readonly kind: 'saveFilter' }
  | { readonly kind: 'columns' };

export interface Triage extends CursorState {
  readonly listing: Listing;
  readonly overlay: Overlay | null;
  /** Which part of the open ticket is shown. */
  readonly detailTab: 'thread' | 'details' | 'history';
  /** What `r` and `n` turn the composer to; counts up, so that pressing again focuses it again. */
  readonly compose: { readonly visibility: 'public' | 'internal'; readonly version: number };
}

export const useTriage = create<Triage>(() => ({
  listing: { kind: 'view', view: 'inbox', filter: {}, savedFilterId: null },
  ...startCursor,
  overlay: null,
  detailTab: 'thread',
  compose: { visibility: 'public', version: 0 },
}));

export const triageCursor = createListCursor(useTriage);
export const { open: openTicket, goTo: goToTicket, targetIds } = triageCursor;

export function showOverlay(overlay: Overlay | null): void {
  useTriage.setState({ overlay });
}

/** Turns the composer of the open ticket to a reply or a note and puts the cursor there. */
export function compose(visibility: 'public' | 'internal'): void {
  useTriage.setState(({ compose }) => ({
    detailTab: 'thread',
    compose: { visibility, version: compose.version + 1 },
  }));
}
