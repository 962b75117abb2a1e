import type { ReactNode } from 'react';
import type { Asset } from '../../../shared/asset.ts';
import { CustomFieldsEditor } from '../../components/detail/custom-fields-editor.tsx';
import { Properties, Property, PropertyList } from '../../components/detail/property-list.tsx';
import { RecordDetail } from '../../components/record-screen/record-detail.tsx';
import { RecordProperties } from '../../components/record-screen/record-properties.tsx';
import { absoluteTime } from '../../lib/format.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { assetFields } from './asset-fields.ts';
import { AssetHead } from './asset-head.tsx';
import { describeAssetField } from './asset-history-words.ts';
import { assets } from './asset-session.ts';

/** Tickets about one asset, drawn by the feature that owns tickets; `open` draws only those still to be done. */
export type AssetTickets = (assetId: number, which: 'open' | 'all') => ReactNode;

interface AssetDetailProps {
  id: number;
  tickets: AssetTickets;
  /** What agents say of it now, drawn by the feature that knows them. */
  agents: (assetId: number) => ReactNode;
  /** What is installed on it, drawn by the feature that knows vulnerabilities. */
  software: (assetId: number) => ReactNode;
  /** What of the vault opens it, drawn by the feature that owns the vault. */
  entries: (assetId: number) => ReactNode;
}

/** The open asset: everything known of it, the tickets about it, and who changed what. */
export function AssetDetail({ id, tickets, agents, software, entries }: AssetDetailProps) {
  const organizations = useOrganizations();
  return (
    <RecordDetail
      session={assets}
      id={id}
      label={({ name }) => name}
      head={(asset) => <AssetHead asset={asset} />}
      parts={(asset) => [
        {
          id: 'details',
          label: 'Details',
          content: (
            <AssetProperties key={id} asset={asset} openTickets={tickets(id, 'open')} agents={agents(id)} />
          ),
        },
        { id: 'tickets', label: 'Tickets', content: tickets(id, 'all') },
        { id: 'software', label: 'Software', content: software(id) },
        { id: 'entries', label: 'Vault', content: entries(id) },
      ]}
      describe={(field) => describeAssetField(field, organizations)}
    />
  );
}

/** Everything known of an asset, and above it what is still to be done on it. */
function AssetProperties({
  asset,
  openTickets,
  agents,
}: {
  asset: Asset;
  openTickets: ReactNode;
  agents: ReactNode;
}) {
  return (
    <Properties>
      {openTickets}
      {agents}
      <PropertyList>
        <RecordProperties session={assets} record={asset} fields={assetFields} />
        <Property label="Last seen">
          {asset.lastSeenAt === null ? 'Not known' : absoluteTime(asset.lastSeenAt)}
        </Property>
        <Property label="Since">{absoluteTime(asset.createdAt)}</Property>
        <Property label="Last change">{absoluteTime(asset.updatedAt)}</Property>
      </PropertyList>
      <CustomFieldsEditor
        fields={asset.customFields}
        draftKey={`asset:${asset.id}`}
        onSave={(customFields, done) => void assets.patch([asset.id], { customFields }, done)}
      />
    </Properties>
  );
}
