import type { ReactNode } from 'react';
import { DetailPane } from '../../components/detail/detail-pane.tsx';
import { HistoryList } from '../../components/detail/history-list.tsx';
import { MissingRecord } from '../../components/detail/missing-record.tsx';
import { detailId } from '../../components/record-screen/use-record-actions.ts';
import { Skeleton } from '../../components/skeleton.tsx';
import { useOpenRow } from '../../lib/use-open-row.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useRested } from '../../lib/use-rested.ts';
import { AssetHead } from './asset-head.tsx';
import { describeAssetField } from './asset-history-words.ts';
import { AssetProperties } from './asset-properties.tsx';
import { assets } from './asset-session.ts';

/** Tickets about one asset, drawn by the feature that owns tickets; `open` draws only those still to be done. */
export type AssetTickets = (assetId: number, which: 'open' | 'all') => ReactNode;

/** The open asset: everything known of it, the tickets about it, and who changed what. */
export function AssetDetail({ id, tickets }: { id: number; tickets: AssetTickets }) {
  const rested = useRested(id);
  const answer = useAnswer('assets', 'get', { id: rested });
  const { row: asset } = useOpenRow(assets, id, answer);
  const part = assets.use((state) => state.part);
  if (answer.status === 'failed' && rested === id && (!asset || answer.error.code === 'not_found')) {
    return <MissingRecord noun="asset" error={answer.error} onClose={() => assets.cursor.open(null)} />;
  }
  if (!asset) return <Skeleton rows={6} label="Loading the asset" />;
  return (
    <DetailPane
      id={detailId}
      label={asset.name}
      of="the asset"
      head={<AssetHead asset={asset} />}
      part={part}
      onPart={(next) => assets.use.setState({ part: next })}
      parts={[
        {
          id: 'details',
          label: 'Details',
          content: <AssetProperties key={id} asset={asset} openTickets={tickets(rested, 'open')} />,
        },
        { id: 'tickets', label: 'Tickets', content: tickets(rested, 'all') },
        { id: 'history', label: 'History', content: <AssetHistory id={rested} /> },
      ]}
    />
  );
}

function AssetHistory({ id }: { id: number }) {
  const organizations = useOrganizations();
  return (
    <HistoryList
      answer={useAnswer('assets', 'history', { id })}
      describe={(field) => describeAssetField(field, organizations)}
      onUndo={(changeId) => void assets.changes.undoById([changeId], [id])}
    />
  );
}
