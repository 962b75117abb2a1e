import type { EntryFilter } from '../../../shared/entries-contract.ts';
import type { Entry, EntryField, EntryPatch, EntryRow } from '../../../shared/entry.ts';
import { client, subscribe } from '../../lib/client.ts';
import { createRecordSession } from '../../lib/record-session.ts';
import { dropUnsent } from './unsent-entry.ts';

/** What the vault screen keeps while the vault is open. */
export const entries = createRecordSession<EntryRow, EntryFilter, EntryPatch, Entry>({
  domain: 'entries',
  noun: 'entry',
  client: {
    get: client.entries.get,
    update: client.entries.update,
    remove: client.entries.remove,
    undo: client.entries.undo,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, ...input }) =>
      client.entries.list({ ...input, sort: sort.map((by) => ({ ...by, field: by.field as EntryField })) }),
  },
  nameOf: ({ title }) => title,
  wholeFilter: {},
  firstSort: { by: 'title', descending: false },
  firstPart: 'details',
  confidential: true,
});

// For as long as the window lives: rows stay in memory also while another screen is shown.
subscribe((event) => {
  if (event.type !== 'vault' || event.state !== 'locked') return;
  entries.forget();
  dropUnsent();
});
