import type { TicketView } from '../../../shared/ticket.ts';
import { filteredToNothing, type EmptyText } from '../../lib/empty-text.ts';
import type { Listing } from './triage-store.ts';

const views: Record<TicketView, Omit<EmptyText, 'searched'>> = {
  inbox: {
    title: 'Nothing waits for triage',
    text: 'Unresolved tickets land here, from the console, the local API and imports. Press w to write one.',
  },
  mine: { title: 'Nothing is assigned to you', text: 'Press i on a ticket to take it.' },
  unassigned: { title: 'Every ticket has somebody', text: 'Tickets that nobody has are listed here.' },
  waiting: {
    title: 'Nobody keeps you waiting',
    text: 'Tickets that wait for a customer or a supplier are listed here. Press s to set a status.',
  },
  snoozed: { title: 'Nothing is snoozed', text: 'Press h on a ticket to send it away until later.' },
  resolved: { title: 'Nothing is resolved yet', text: 'Press e on a ticket to resolve it.' },
  all: { title: 'No tickets yet', text: 'Write the first one, import a file, or send one to the local API.' },
};

/** What an empty list says: what the place is for and the key that fills it. */
export function emptyTexts(listing: Listing): EmptyText {
  if (listing.kind === 'search') {
    if (listing.query.trim() === '') {
      return {
        searched: true,
        title: 'Search subjects, descriptions and messages',
        text: 'Words match from their start. Try status:open priority:high org:"Demo Corp" assignee:me.',
      };
    }
    return {
      searched: true,
      title: 'Nothing found',
      text: 'Fewer words find more. Every word must be in the ticket, from its start.',
    };
  }
  if (Object.keys(listing.filter).length > 0) {
    return filteredToNothing;
  }
  return { ...views[listing.view], searched: false };
}
