import { useState } from 'react';
import type { TicketFilter } from '../../../shared/ticket.ts';
import { Picker, type PickerOption } from '../../components/picker.tsx';
import { setFilter } from './filter-chips.tsx';
import { toggleValue } from './filter-words.ts';
import { PriorityBars, StatusGlyph } from './glyphs.tsx';
import { useNames, type Names } from './people.ts';
import { startSearch } from './search-field.tsx';
import { keysOf, priorityLabels, statusLabels, typeLabels } from './ticket-labels.ts';
import { useTriage } from './triage-store.ts';

type Part = 'status' | 'priority' | 'organization' | 'assignee' | 'type' | 'category';

const partLabels: Record<Part, string> = {
  status: 'Status',
  priority: 'Priority',
  organization: 'Organization',
  assignee: 'Assignee',
  type: 'Type',
  category: 'Category',
};

/** What one part offers, with the filter each choice makes of the present one. */
function choices(
  part: Part,
  filter: TicketFilter,
  names: Names,
): (PickerOption & { next: TicketFilter; word: string })[] {
  switch (part) {
    case 'status':
      return keysOf(statusLabels).map((status) => ({
        id: status,
        label: statusLabels[status],
        icon: <StatusGlyph status={status} decorative />,
        checked: filter.status?.includes(status) ?? false,
        next: toggleValue(filter, 'status', status),
        word: `status:${status}`,
      }));
    case 'priority':
      return keysOf(priorityLabels).map((priority) => ({
        id: priority,
        label: priorityLabels[priority],
        icon: <PriorityBars priority={priority} decorative />,
        checked: filter.priority?.includes(priority) ?? false,
        next: toggleValue(filter, 'priority', priority),
        word: `priority:${priority}`,
      }));
    case 'type':
      return keysOf(typeLabels).map((type) => ({
        id: type,
        label: typeLabels[type],
        checked: filter.type === type,
        next: { ...filter, type },
        word: `type:${type}`,
      }));
    case 'organization':
      return names.organizations.map(({ id, name }) => ({
        id: String(id),
        label: name,
        checked: filter.organizationId === id,
        next: { ...filter, organizationId: id },
        word: `org:"${name}"`,
      }));
    case 'assignee':
      return [
        {
          id: 'nobody',
          label: 'Nobody',
          checked: filter.assigneeId === null,
          next: { ...filter, assigneeId: null },
          word: 'assignee:nobody',
        },
        ...names.technicians.map(({ id, name }) => ({
          id: String(id),
          label: name,
          checked: filter.assigneeId === id,
          next: { ...filter, assigneeId: id },
          word: `assignee:"${name}"`,
        })),
      ];
    case 'category':
      return names.categories.map(({ id, name }) => ({
        id: String(id),
        label: name,
        checked: filter.categoryId === id,
        next: { ...filter, categoryId: id },
        word: `category:"${name}"`,
      }));
  }
}

const manyValues: readonly Part[] = ['status', 'priority'];

/** First which part, then its value. In a search the choice becomes a word of the query. */
export function FilterPicker({ onClose }: { onClose: () => void }) {
  const [part, setPart] = useState<Part | null>(null);
  const names = useNames();
  const listing = useTriage((triage) => triage.listing);
  const filter = listing.kind === 'view' ? listing.filter : {};

  if (part === null) {
    const options: PickerOption[] = keysOf(partLabels).map((id) => ({ id, label: partLabels[id] }));
    const clear = { id: 'clear', label: 'Clear the filter' };
    return (
      <Picker
        key="part"
        title="Filter"
        placeholder="Filter by…"
        multiple
        options={Object.keys(filter).length > 0 ? [...options, clear] : options}
        onPick={({ id }) => {
          if (id === 'clear') {
            setFilter({});
            onClose();
          } else setPart(id as Part);
        }}
        onClose={onClose}
      />
    );
  }
  const offered = choices(part, filter, names);
  const several = listing.kind === 'view' && manyValues.includes(part);
  return (
    <Picker
      key={part}
      title={`Filter by ${partLabels[part].toLowerCase()}`}
      placeholder={`${partLabels[part]}…`}
      multiple={several}
      options={offered}
      onPick={({ id }) => {
        const choice = offered.find((option) => option.id === id);
        if (!choice) return;
        if (listing.kind === 'search') startSearch(`${listing.query.trim()} ${choice.word}`.trim());
        else setFilter(choice.next);
      }}
      onClose={onClose}
    />
  );
}
