import { Monitor } from 'lucide-react';
import { RecordLines } from '../../components/record-lines.tsx';
import { useAnswer } from '../../lib/use-answer.ts';
import { AssetGlyph } from './asset-glyph.tsx';
import { AssetState } from './asset-state.tsx';

interface OrganizationAssetsProps {
  organizationId: number;
  onOpen: (id: number) => void;
}

/** What one organization owns, by name. */
export function OrganizationAssets({ organizationId, onOpen }: OrganizationAssetsProps) {
  return (
    <RecordLines
      label="Assets of this organization"
      nouns="assets"
      icon={Monitor}
      answer={useAnswer('assets', 'list', {
        filter: { organizationId },
        sort: [{ field: 'name' }],
        limit: 100,
      })}
      line={({ name, type, status }) => ({
        glyph: <AssetGlyph type={type} />,
        name,
        about: <AssetState status={status} />,
      })}
      empty="What it owns and you look after is listed here. Press g e to go to the assets."
      onOpen={onOpen}
    />
  );
}
