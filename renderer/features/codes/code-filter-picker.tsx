import { Building2, Tag } from 'lucide-react';
import type { ShownCode } from '../../../shared/one-time-code.ts';
import { Picker, type PickerOption } from '../../components/picker.tsx';
import { plural } from '../../lib/format.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import type { CodeFilter } from './find-codes.ts';

interface CodeFilterPickerProps {
  codes: readonly ShownCode[];
  organizations: OrganizationNames;
  filter: CodeFilter;
  onFilter: (filter: CodeFilter) => void;
  onClose: () => void;
}

/** The clients and tags that have codes, each with how many. */
export function CodeFilterPicker({ codes, organizations, filter, onFilter, onClose }: CodeFilterPickerProps) {
  const clients = countBy(codes.map(({ organizationId }) => organizationId));
  const tags = countBy(codes.flatMap((code) => code.tags));
  const options: PickerOption[] = [
    ...[...clients].map(([id, count]) => ({
      id: `organization ${id}`,
      label: organizations.nameOf(id) ?? '…',
      hint: plural(count, 'code'),
      icon: <Building2 size={14} strokeWidth={1.75} aria-hidden="true" />,
      keywords: 'organization client',
      checked: filter.organizationId === id,
    })),
    ...[...tags].map(([tag, count]) => ({
      id: `tag ${tag}`,
      label: tag,
      hint: plural(count, 'code'),
      icon: <Tag size={14} strokeWidth={1.75} aria-hidden="true" />,
      keywords: 'tag',
      checked: filter.tag === tag,
    })),
  ];
  const pick = ({ id, checked }: PickerOption) => {
    const tag = id.startsWith('tag ') ? id.slice('tag '.length) : null;
    if (tag !== null) onFilter({ ...filter, tag: checked ? null : tag });
    else {
      const organizationId = Number(id.slice('organization '.length));
      onFilter({ ...filter, organizationId: checked ? null : organizationId });
    }
  };
  return (
    <Picker
      title="Filter codes"
      placeholder="Organization or tag"
      options={options}
      onPick={pick}
      onClose={onClose}
      emptyText="No client or tag is called that."
    />
  );
}

/** Each of them with how often it is there, the most frequent first. */
function countBy<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1]);
}
