import type { TicketPatch } from '../../../shared/ticket.ts';
import type { TicketChangeResult } from '../../../shared/tickets-contract.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { ticketNumber } from '../../lib/format.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { showFailure, showToast, showUndo } from '../../lib/toasts.ts';
import { leaversOf } from './list-for-listing.ts';
import { currentMe } from './people.ts';
import { ticketRows } from './rows.ts';
import type { RowPatch } from './ticket-rows.ts';
import { clearSelection, survivorNear, useTriage } from './triage-store.ts';

export interface Change {
  readonly ids: readonly number[];
  /** What the rows look like while the answer is on its way. */
  readonly patch: RowPatch;
  /** What the toast says after the tickets' names: "resolved", "assigned to Anton". */
  readonly done: string;
  readonly send: () => Promise<TicketChangeResult>;
  /** Runs where the change was refused, after the rows went back. */
  readonly onRefused?: () => void;
}

/** `TCK-4820`, or `3 tickets`. */
export function nameTickets(ids: readonly number[]): string {
  return ids.length === 1 ? ticketNumber(ids[0]!) : `${ids.length} tickets`;
}

/** Takes what left the view out of the list; the cursor goes to what follows, and the open pane with it. */
function advance(ids: readonly number[]): void {
  const { list, listing, selected, openId } = useTriage.getState();
  if (!list) return;
  const leavers = leaversOf(listing, ids, currentMe());
  if (leavers.size === 0) return;
  const next = survivorNear(list, useTriage.getState().focusIndex, leavers);
  list.drop(leavers);
  if (selected.size > 0) clearSelection();
  const opensNext = usePreferences.getState().preferences?.openNext ?? true;
  const leftOpen = openId !== null && leavers.has(openId);
  useTriage.setState({
    focusId: next,
    focusIndex: next === null ? 0 : Math.max(0, list.indexOf(next)),
    ...(leftOpen && opensNext ? { openId: next } : {}),
  });
}

/** Shows the change in the same frame, sends it, and offers to take it back. A refusal restores the rows and says why. */
export async function changeTickets({ ids, patch, done, send, onRefused }: Change): Promise<boolean> {
  if (ids.length === 0) return false;
  const token = ticketRows.begin(ids, patch);
  advance(ids);
  const answer = send();
  showUndo(`${nameTickets(ids)} ${done}`, () => void undoChange(answer, ids));
  try {
    const { tickets } = await answer;
    ticketRows.end(token, tickets);
    return true;
  } catch (error) {
    ticketRows.end(token);
    useTriage.getState().list?.refresh();
    onRefused?.();
    showFailure(`${nameTickets(ids)} not changed: ${errorMessage(error)}`);
    return false;
  }
}

/** One patch to every ticket named. */
export function patchTickets(
  ids: readonly number[],
  patch: TicketPatch,
  shown: RowPatch,
  done: string,
): void {
  void changeTickets({
    ids,
    patch: shown,
    done,
    send: () => client.tickets.update({ ids: [...ids], patch }),
  });
}

async function undoChange(answer: Promise<TicketChangeResult>, ids: readonly number[]): Promise<void> {
  let changeId: string;
  try {
    ({ changeId } = await answer);
  } catch {
    // The change itself was refused, and that has been said.
    return;
  }
  await undoById(changeId, ids);
}

/** Takes a change back wherever nobody has changed the same field since, and returns to the ticket. */
export async function undoById(changeId: string, ids: readonly number[]): Promise<void> {
  try {
    const { tickets, kept } = await client.tickets.undo({ changeId });
    ticketRows.receive(tickets);
    const first = ids[0];
    const { openId } = useTriage.getState();
    if (first !== undefined) {
      useTriage.setState({ focusId: first, openId: openId === null ? null : first });
    }
    useTriage.getState().list?.refresh();
    if (kept.length === 0) showToast(`${nameTickets(ids)} back as before`);
    else showFailure(`Undone, except ${kept.map(keptText).join(', ')}: changed since`);
  } catch (error) {
    showFailure(`Not undone: ${errorMessage(error)}`);
  }
}

function keptText({ ticketId, field }: { ticketId: number; field: string }): string {
  return `${field} of ${ticketNumber(ticketId)}`;
}
