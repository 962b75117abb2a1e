import type { Preferences } from '../../../shared/preferences.ts';
import { askAhead } from '../../lib/client.ts';
import { pageInput } from './list-for-listing.ts';

/** The inbox is what a start shows: its first page is on the way while the window still builds its frame. */
export function askForInbox({ ticketSort }: Preferences): void {
  askAhead('tickets.list', pageInput({ view: 'inbox', filter: {} }, ticketSort, 0));
}
