import type { Asset, AssetField } from '../../../shared/asset.ts';
import { CodeCell, MutedCell, NameCell, TimeCell, ToneCell } from '../../components/data-table/cells.tsx';
import type { TableColumn } from '../../components/data-table/columns.ts';
import { organizationColumn, updatedColumn } from '../../components/data-table/record-columns.tsx';
import { dayText } from '../../../shared/day-words.ts';
import { useNow } from '../../lib/clock.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { AssetGlyph } from './asset-glyph.tsx';
import { sourceLabels, typeLabel } from './asset-labels.ts';
import { AssetState } from './asset-state.tsx';
import { warrantyWords } from './warranty.ts';

type AssetColumn = TableColumn<Asset> & { readonly sortKey?: AssetField };

function Warranty({ expires }: { expires: string | null }) {
  const { text, tone, sentence } = warrantyWords(expires, useNow());
  return <ToneCell text={text} tone={tone} label={sentence} />;
}

type TextField = {
  [K in AssetField]: Asset[K] extends string | null ? K : never;
}[AssetField];

/** A column of plain text; seldom needed ones are shown when asked for. */
function text(
  id: TextField,
  name: string,
  width: number,
  { shown = false, leaves = 1, code = false } = {},
): AssetColumn {
  return {
    id,
    name,
    width,
    minWidth: 50,
    sortKey: id,
    shown,
    leaves,
    render: (row) => (code ? <CodeCell text={row[id]} /> : <MutedCell text={row[id]} />),
  };
}

/** Every column of the assets table, in the built-in order. */
export function assetColumns(organizations: OrganizationNames): AssetColumn[] {
  return [
    {
      id: 'type',
      name: 'Type',
      quietHead: true,
      width: 16,
      minWidth: 16,
      shown: true,
      sortKey: 'type',
      render: (row) => <AssetGlyph type={row.type} />,
    },
    {
      id: 'name',
      name: 'Name',
      width: 240,
      minWidth: 150,
      fills: true,
      shown: true,
      sortKey: 'name',
      render: (row) => <NameCell text={row.name} />,
    },
    {
      id: 'status',
      name: 'Status',
      width: 84,
      minWidth: 60,
      shown: true,
      leaves: 6,
      sortKey: 'status',
      render: (row) => <AssetState status={row.status} />,
    },
    organizationColumn(organizations, 7, 120),
    {
      id: 'kind',
      name: 'Type in words',
      width: 100,
      minWidth: 60,
      shown: false,
      leaves: 1,
      render: (row) => <MutedCell text={typeLabel(row.type)} />,
    },
    text('assignedTo', 'Used by', 110, { shown: true, leaves: 4 }),
    text('manufacturer', 'Manufacturer', 100),
    text('model', 'Model', 120, { shown: true, leaves: 3 }),
    text('tag', 'Tag', 80, { code: true }),
    text('serialNumber', 'Serial number', 112, { shown: true, leaves: 2, code: true }),
    text('hostname', 'Hostname', 110, { code: true }),
    text('ipAddress', 'Address', 104, { code: true }),
    text('macAddress', 'MAC address', 124, { code: true }),
    text('osName', 'System', 110),
    text('osVersion', 'System version', 90),
    text('location', 'Location', 110),
    {
      id: 'purchaseDate',
      name: 'Bought',
      width: 84,
      minWidth: 60,
      align: 'end',
      shown: false,
      leaves: 1,
      sortKey: 'purchaseDate',
      render: (row) => <MutedCell text={row.purchaseDate === null ? '—' : dayText(row.purchaseDate)} />,
    },
    {
      id: 'warrantyExpires',
      name: 'Warranty',
      width: 84,
      minWidth: 60,
      align: 'end',
      shown: true,
      leaves: 8,
      sortKey: 'warrantyExpires',
      render: (row) => <Warranty expires={row.warrantyExpires} />,
    },
    {
      id: 'lastSeen',
      name: 'Last seen',
      width: 64,
      minWidth: 50,
      align: 'end',
      shown: true,
      leaves: 5,
      sortKey: 'lastSeenAt',
      render: (row) => <TimeCell at={row.lastSeenAt} />,
    },
    {
      id: 'source',
      name: 'Source',
      width: 64,
      minWidth: 50,
      shown: false,
      leaves: 1,
      render: (row) => <MutedCell text={sourceLabels[row.source]} />,
    },
    updatedColumn(),
  ];
}
