import type { Entry } from '../../../shared/entry.ts';
import { Button } from '../../components/button.tsx';
import { Property, valueButton } from '../../components/detail/property-list.tsx';
import { ticketNumber } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { entries } from './entry-session.ts';

/** What the entry opens: an asset, and the ticket that it belongs to; each leads there, or is chosen here. */
export function EntryLinks({ entry: { id, assetId, ticketId } }: { entry: Entry }) {
  const asset = useAnswer('assets', 'get', assetId === null ? null : { id: assetId });
  return (
    <>
      <Property label="Asset">
        <LinkButton
          text={
            assetId === null
              ? null
              : (asset.value?.name ?? (asset.status === 'failed' ? 'Not there any more' : '…'))
          }
          onGo={() => navigate({ ...allRecords('assets'), recordId: assetId })}
          onChoose={() => entries.ask('asset', [id])}
        />
      </Property>
      <Property label="Ticket">
        <LinkButton
          text={ticketId === null ? null : ticketNumber(ticketId)}
          onGo={() => navigate({ screen: 'tickets', source: { kind: 'view', view: 'all' }, ticketId })}
          onChoose={() => entries.ask('ticket', [id])}
        />
      </Property>
    </>
  );
}

interface LinkButtonProps {
  /** Null where nothing is linked. */
  text: string | null;
  onGo: () => void;
  onChoose: () => void;
}

function LinkButton({ text, onGo, onChoose }: LinkButtonProps) {
  return (
    <>
      {text !== null && (
        <Button variant="quiet" className={valueButton} onClick={onGo}>
          {text}
        </Button>
      )}
      <Button variant="quiet" className={valueButton} onClick={onChoose}>
        {text === null ? 'None, link one…' : 'Change…'}
      </Button>
    </>
  );
}
