import type { Entry } from '../../../shared/entry.ts';
import { AssetProperty, LinkProperty } from '../../components/detail/link-property.tsx';
import { ticketNumber } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { entries } from './entry-session.ts';

/** What the entry opens: an asset, and the ticket that it belongs to; each leads there, or is chosen here. */
export function EntryLinks({ entry: { id, assetId, ticketId } }: { entry: Entry }) {
  return (
    <>
      <AssetProperty assetId={assetId} onChoose={() => entries.ask('asset', [id])} />
      <LinkProperty
        label="Ticket"
        text={ticketId === null ? null : ticketNumber(ticketId)}
        onGo={() => navigate({ screen: 'tickets', source: { kind: 'view', view: 'all' }, ticketId })}
        onChoose={() => entries.ask('ticket', [id])}
      />
    </>
  );
}
