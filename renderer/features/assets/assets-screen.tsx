import { Monitor } from 'lucide-react';
import { useEffect, useMemo, type ReactNode } from 'react';
import { asks } from '../../components/record-screen/ask-action.ts';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import type { Action } from '../../lib/actions.ts';
import { client } from '../../lib/client.ts';
import { navigate } from '../../lib/navigation.ts';
import type { RecordRoute } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { assetColumns } from './asset-columns.tsx';
import { AssetDetail, type AssetTickets } from './asset-detail.tsx';
import { useAssetFilterParts } from './asset-filter-parts.tsx';
import { assetFields } from './asset-fields.ts';
import { assetQuestions } from './asset-questions.tsx';
import { assets } from './asset-session.ts';
import { NewAsset } from './new-asset.tsx';

const actions: readonly Action[] = [
  asks(assets, 'Assets', 'status', 'Set status…', 's'),
  asks(assets, 'Assets', 'type', 'Set type…', 't'),
  asks(assets, 'Assets', 'assignedTo', 'Set who uses it…', 'a'),
  asks(assets, 'Assets', 'organization', 'Move to organization…', 'c'),
  asks(assets, 'Assets', 'warrantyExpires', 'Set the end of the warranty…', 'y'),
  asks(assets, 'Assets', 'location', 'Set location…', 'l'),
  asks(assets, 'Assets', 'field', 'Set any field…', 'e'),
];

/** A place that names a saved filter lists what it says; one that names none lists everything again. */
function useSavedFilter(filterId: number | null): void {
  const saved = useAnswer('savedAssetFilters', 'list', filterId === null ? null : {}).value;
  const found = saved?.find(({ id }) => id === filterId);
  useEffect(() => {
    const { query } = assets.use.getState();
    if (filterId === null) {
      if (query.savedFilterId !== null) assets.setQuery({ filter: {}, search: '', savedFilterId: null });
    } else if (found && query.savedFilterId !== filterId) {
      assets.setQuery({ filter: found.filter, search: found.query, savedFilterId: filterId });
    }
  }, [filterId, found]);
}

interface AssetsScreenProps {
  route: RecordRoute;
  tickets: AssetTickets;
  agents: (assetId: number) => ReactNode;
  software: (assetId: number) => ReactNode;
  entries: (assetId: number) => ReactNode;
}

export function AssetsScreen({ route, tickets, agents, software, entries }: AssetsScreenProps) {
  const organizations = useOrganizations();
  const columns = useMemo(() => assetColumns(organizations), [organizations]);
  const filterParts = useAssetFilterParts(organizations);
  const savedFilterId = assets.use((state) => state.query.savedFilterId);
  const saved = useAnswer('savedAssetFilters', 'list', savedFilterId === null ? null : {}).value;
  useSavedFilter(route.filterId);
  return (
    <RecordScreen
      session={assets}
      title={saved?.find(({ id }) => id === savedFilterId)?.name ?? 'Assets'}
      icon={Monitor}
      columns={columns}
      filterParts={filterParts}
      placeId={route.recordId}
      onSaveFilter={async (name, { filter, search }) => {
        const { id } = await client.savedAssetFilters.create({ name, filter, query: search });
        navigate({ screen: 'assets', filterId: id, recordId: null });
      }}
      empty={{
        title: 'No assets yet',
        text: 'Computers, printers, switches: what your clients own and you look after. They come from here, from imports and from the local API.',
      }}
      form={(onClose) => <NewAsset onClose={onClose} />}
      actions={actions}
      detail={(id) => (
        <AssetDetail id={id} tickets={tickets} agents={agents} software={software} entries={entries} />
      )}
      questions={assetQuestions}
      fields={assetFields}
    />
  );
}
