import { SaveFilter } from '../../components/save-filter.tsx';
import { client } from '../../lib/client.ts';
import { navigate } from '../../lib/navigation.ts';
import { useTriage } from './triage-store.ts';

export function SaveTicketFilter({ onClose }: { onClose: () => void }) {
  const listing = useTriage((triage) => triage.listing);
  return (
    <SaveFilter
      draftKey="new-filter"
      onClose={onClose}
      onSave={async (name) => {
        const { id } = await client.savedFilters.create(
          listing.kind === 'view'
            ? { name, view: listing.view, filter: listing.filter }
            : { name, query: listing.query },
        );
        navigate({ screen: 'tickets', source: { kind: 'filter', id }, ticketId: null });
      }}
    />
  );
}
