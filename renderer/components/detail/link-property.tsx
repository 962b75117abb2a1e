import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Button } from '../button.tsx';
import { Property, valueButton } from './property-list.tsx';

interface LinkPropertyProps {
  label: string;
  /** Null where nothing is linked. */
  text: string | null;
  onGo: () => void;
  onChoose: () => void;
}

/** Another record that this one belongs to: leads there, or is chosen here. */
export function LinkProperty({ label, text, onGo, onChoose }: LinkPropertyProps) {
  return (
    <Property label={label}>
      {text !== null && (
        <Button variant="quiet" className={valueButton} onClick={onGo}>
          {text}
        </Button>
      )}
      <Button variant="quiet" className={valueButton} onClick={onChoose}>
        {text === null ? 'None, link one…' : 'Change…'}
      </Button>
    </Property>
  );
}

interface AssetPropertyProps {
  label?: string;
  assetId: number | null;
  onChoose: () => void;
}

/** The asset that a record belongs to. */
export function AssetProperty({ label = 'Asset', assetId, onChoose }: AssetPropertyProps) {
  const asset = useAnswer('assets', 'get', assetId === null ? null : { id: assetId });
  const name = asset.value?.name ?? (asset.status === 'failed' ? 'Not there any more' : '…');
  return (
    <LinkProperty
      label={label}
      text={assetId === null ? null : name}
      onGo={() => navigate({ ...allRecords('assets'), recordId: assetId })}
      onChoose={onChoose}
    />
  );
}
