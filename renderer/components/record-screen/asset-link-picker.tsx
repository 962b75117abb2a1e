import { Monitor } from 'lucide-react';
import { useState } from 'react';
import type { OwnedRow } from '../../lib/record-session.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { Picker, type PickerOption } from '../picker.tsx';
import type { RecordPickerProps } from './record-pickers.tsx';

const none = 'none';

interface AssetLinkPickerProps<
  Row extends OwnedRow,
  Filter,
  Patch,
  Whole extends Row,
> extends RecordPickerProps<Row, Filter, Patch, Whole> {
  /** The field that names it, and what it is to the records. */
  field?: 'assetId' | 'parentAssetId';
  title?: string;
}

/** The asset that records belong to; those of their own organization are offered first. */
export function AssetLinkPicker<
  Row extends OwnedRow,
  Filter,
  Patch extends { assetId?: number | null | undefined },
  Whole extends Row,
>({
  session,
  ids,
  field = 'assetId',
  title = 'Asset of',
  onClose,
}: AssetLinkPickerProps<Row, Filter, Patch, Whole>) {
  const [query, setQuery] = useState('');
  const search = query.trim();
  const organizationId = session.shared(ids, (row) => row.organizationId);
  const filter = search === '' && organizationId !== undefined ? { organizationId } : {};
  const found = useAnswer('assets', 'list', { search, filter, sort: [{ field: 'name' }], limit: 30 }).value;
  const options: PickerOption[] = (found?.rows ?? []).map(({ id, name }) => ({
    id: String(id),
    label: name,
    icon: <Monitor size={14} strokeWidth={1.75} aria-hidden="true" />,
  }));
  return (
    <Picker
      title={`${title} ${session.nameOf(ids)}`}
      placeholder="Name, serial number, address…"
      options={search === '' ? [...options, { id: none, label: 'No asset' }] : options}
      onQuery={setQuery}
      onPick={({ id, label }) => {
        const patch = { [field]: id === none ? null : Number(id) } as Patch;
        void session.patch(ids, patch, id === none ? 'unlinked' : `linked to ${label}`);
      }}
      onClose={onClose}
    />
  );
}
