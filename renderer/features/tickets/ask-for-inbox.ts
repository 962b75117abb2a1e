import type { Preferences } from '../../../shared/preferences.ts';
import { askAhead } from '../../lib/client.ts';
import { pageSize } from './ticket-list.ts';

/** The inbox is what a start shows: its first page is on the way while the window still builds its frame. */
export function askForInbox({ ticketSort: { by: sort, descending } }: Preferences): void {
  askAhead('tickets.list', { view: 'inbox', filter: {}, sort, descending, offset: 0, limit: pageSize });
}
