import { Building2, CircleDot, ShieldCheck, UserRound } from 'lucide-react';
import type { Asset } from '../../../shared/asset.ts';
import { publicId } from '../../../shared/public-id.ts';
import { DetailHead, EditableTitle, faintCode, PropertyChip } from '../../components/detail/detail-head.tsx';
import { cx } from '../../lib/class-names.ts';
import { useNow } from '../../lib/clock.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { AssetGlyph } from './asset-glyph.tsx';
import { sourceLabels, statusLabel, typeLabel } from './asset-labels.ts';
import { assets } from './asset-session.ts';
import styles from './assets.module.css';
import { warrantyWords } from './warranty.ts';

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

/** Name and the properties that are asked for first, each with its key. */
export function AssetHead({ asset }: { asset: Asset }) {
  const organizations = useOrganizations();
  const warranty = warrantyWords(asset.warrantyExpires, useNow());
  const ask = (kind: string) => () => assets.ask(kind, [asset.id]);
  return (
    <DetailHead
      noun="asset"
      onClose={() => assets.cursor.open(null)}
      meta={
        <>
          {asset.tag !== null && <code>{asset.tag}</code>}
          <span>{sourceLabels[asset.source]}</span>
          <code className={faintCode}>{publicId('device', asset.id)}</code>
        </>
      }
      title={
        <EditableTitle
          draftKey={`asset:${asset.id}:name`}
          label="Name"
          value={asset.name}
          maxLength={200}
          onKeep={(name) => void assets.patch([asset.id], { name }, 'renamed')}
        />
      }
    >
      <PropertyChip
        label="Status"
        value={statusLabel(asset.status)}
        keys="s"
        onClick={ask('status')}
        icon={<CircleDot {...icon} />}
      />
      <PropertyChip
        label="Type"
        value={typeLabel(asset.type)}
        keys="t"
        onClick={ask('type')}
        icon={<AssetGlyph type={asset.type} decorative />}
      />
      <PropertyChip
        label="Used by"
        value={asset.assignedTo ?? 'Nobody'}
        keys="a"
        onClick={ask('assignedTo')}
        icon={<UserRound {...icon} />}
      />
      <PropertyChip
        label="Organization"
        value={organizations.nameOf(asset.organizationId) ?? '…'}
        keys="c"
        onClick={ask('organization')}
        icon={<Building2 {...icon} />}
      />
      <PropertyChip
        label="Warranty"
        value={warranty.sentence}
        keys="y"
        onClick={ask('warrantyExpires')}
        icon={<ShieldCheck {...icon} className={cx(styles[warranty.tone])} />}
      />
    </DetailHead>
  );
}
