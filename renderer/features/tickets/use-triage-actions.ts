import type { Ticket } from '../../../shared/ticket.ts';
import { useActions, type Action } from '../../lib/actions.ts';
import { readAnswer } from '../../lib/answers.ts';
import { moveActions, selectActions } from '../../lib/cursor-actions.ts';
import { undoLast, showToast, useToast } from '../../lib/toasts.ts';
import { openAsset } from './asset-picker.tsx';
import { useNames } from './people.ts';
import { focusSearch, leaveSearch } from './search-field.tsx';
import { ticketRows } from './rows.ts';
import { sortBy } from './ticket-table.tsx';
import { assign, resolve, setUnread, snooze } from './ticket-verbs.ts';
import {
  compose,
  openTicket,
  showOverlay,
  targetIds,
  triageCursor,
  useTriage,
  type Overlay,
} from './triage-store.ts';

const triage = () => useTriage.getState();
const hasTargets = () => targetIds().length > 0;

function pick(kind: Extract<Overlay, { ids: number[] }>['kind'] & Exclude<Overlay['kind'], 'message'>): void {
  showOverlay({ kind, ids: targetIds() });
}

function write(visibility: 'public' | 'internal'): void {
  const { selected, focusId, openId } = triage();
  if (selected.size > 1) {
    showOverlay({ kind: 'message', ids: [...selected], visibility });
    return;
  }
  const id = [...selected][0] ?? openId ?? focusId;
  if (id === null) return;
  openTicket(id);
  compose(visibility);
}

function openFocused(): void {
  const { focusId, list, focusIndex } = triage();
  const id = focusId ?? list?.idAt(focusIndex) ?? null;
  if (id === null) return;
  openTicket(id);
  setUnread([id], false);
  requestAnimationFrame(() => document.getElementById('ticket-detail')?.focus());
}

function back(): void {
  const { selected, openId, listing } = triage();
  if (selected.size > 0) triageCursor.clearSelection();
  else if (openId !== null) openTicket(null);
  else if (listing.kind === 'search') leaveSearch();
}

function undo(): void {
  if (undoLast()) return;
  if (useToast.getState().toast === null) {
    showToast('Nothing to take back; older changes are in the history of their ticket');
  }
}

const list = { cursor: triageCursor, noun: 'ticket' };

/** The asset that the open ticket is about, as the pane knows it. */
function openTicketAsset(): number | null {
  const { openId } = triage();
  // The cache holds what the engine answered for this very call.
  const ticket =
    openId === null ? undefined : (readAnswer('tickets.get', { id: openId }).value as Ticket | undefined);
  return ticket?.asset?.id ?? null;
}

/** Every key of the triage screen. Each works on the selection, else on the open or current ticket. */
export function useTriageActions(): void {
  const names = useNames();
  const me = names.technicians.find(({ id }) => id === names.me);
  const ticket = (action: Omit<Action, 'group'>): Action => ({
    group: 'Ticket',
    when: hasTargets,
    ...action,
  });
  useActions([
    ...moveActions(list),
    ticket({ id: 'ticket.open', name: 'Open ticket', keys: ['enter'], run: openFocused }),
    ticket({ id: 'ticket.reply', name: 'Reply', keys: ['r'], run: () => write('public') }),
    ticket({ id: 'ticket.note', name: 'Internal note', keys: ['n'], run: () => write('internal') }),
    ticket({ id: 'ticket.assign', name: 'Assign to…', keys: ['a'], run: () => pick('assignee') }),
    ticket({
      id: 'ticket.take',
      name: 'Assign to me',
      keys: ['i'],
      when: () => me !== undefined && hasTargets(),
      run: () => me && assign(targetIds(), me),
    }),
    ticket({ id: 'ticket.status', name: 'Set status…', keys: ['s'], run: () => pick('status') }),
    ticket({ id: 'ticket.priority', name: 'Set priority…', keys: ['p'], run: () => pick('priority') }),
    ticket({ id: 'ticket.category', name: 'Set category…', keys: ['c'], run: () => pick('category') }),
    ticket({ id: 'ticket.type', name: 'Set type…', keys: ['t'], run: () => pick('type') }),
    ticket({ id: 'ticket.organization', name: 'Move to organization…', run: () => pick('organization') }),
    ticket({ id: 'ticket.snooze', name: 'Snooze…', keys: ['h'], run: () => pick('snooze') }),
    ticket({
      id: 'ticket.wake',
      name: 'Wake up',
      when: () => targetIds().some((id) => ticketRows.get(id)?.snoozedUntil !== null),
      run: () => snooze(targetIds(), null),
    }),
    ticket({ id: 'ticket.merge', name: 'Merge into…', keys: ['m'], run: () => pick('merge') }),
    ticket({ id: 'ticket.resolve', name: 'Resolve', keys: ['e'], run: () => resolve(targetIds()) }),
    ticket({ id: 'ticket.link', name: 'Link to another ticket…', keys: ['l'], run: () => pick('link') }),
    ticket({ id: 'ticket.parent', name: 'Set parent ticket…', run: () => pick('parent') }),
    ticket({ id: 'ticket.asset', name: 'Link an asset…', keys: ['d'], run: () => pick('asset') }),
    ticket({
      id: 'ticket.goToAsset',
      name: 'Go to its asset',
      keys: ['shift+d'],
      when: () => openTicketAsset() !== null,
      run() {
        const asset = openTicketAsset();
        if (asset !== null) openAsset(asset);
      },
    }),
    ticket({ id: 'ticket.watchers', name: 'Watchers…', run: () => pick('watchers') }),
    ticket({
      id: 'ticket.unread',
      name: 'Mark as unread',
      keys: ['shift+u'],
      run: () => setUnread(targetIds(), true),
    }),
    { id: 'ticket.undo', name: 'Undo', group: 'Ticket', keys: ['u', 'z', 'mod+z'], run: undo },
    ...selectActions(list),
    {
      id: 'list.back',
      name: 'Clear, close or go back',
      group: 'Move',
      keys: ['escape'],
      hidden: true,
      run: back,
    },
    { id: 'list.search', name: 'Search tickets', group: 'List', keys: ['/'], run: focusSearch },
    {
      id: 'list.filter',
      name: 'Filter…',
      group: 'List',
      keys: ['f'],
      run: () => showOverlay({ kind: 'filter' }),
    },
    {
      id: 'list.columns',
      name: 'Columns…',
      group: 'List',
      keys: ['o'],
      run: () => showOverlay({ kind: 'columns' }),
    },
    { id: 'sort.created', name: 'Sort by creation', group: 'List', run: () => sortBy('created') },
    { id: 'sort.updated', name: 'Sort by last change', group: 'List', run: () => sortBy('updated') },
    { id: 'sort.priority', name: 'Sort by priority', group: 'List', run: () => sortBy('priority') },
    { id: 'sort.due', name: 'Sort by due time', group: 'List', run: () => sortBy('due') },
  ]);
}
