import type { TicketFilter } from '../../../shared/ticket.ts';
import { PartsPicker } from '../../components/parts-picker.tsx';
import type { PickerOption } from '../../components/picker.tsx';
import { setFilter } from './ticket-filter-chips.tsx';
import { toggleValue } from './filter-words.ts';
import { PriorityBars } from '../../components/priority-bars.tsx';
import { StatusGlyph } from './glyphs.tsx';
import { useNames, type Names } from './people.ts';
import { startSearch } from './search-field.tsx';
import { priorityLabels } from '../../lib/priority.ts';
import { keysOf, statusLabels, typeLabels } from './ticket-labels.ts';
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
  const names = useNames();
  const listing = useTriage((triage) => triage.listing);
  const filter = listing.kind === 'view' ? listing.filter : {};
  return (
    <PartsPicker
      parts={keysOf(partLabels).map((id) => ({
        id,
        label: partLabels[id],
        several: listing.kind === 'view' && manyValues.includes(id),
      }))}
      optionsOf={(id) => choices(id as Part, filter, names)}
      onChoose={(choice) => {
        if (listing.kind === 'search') startSearch(`${listing.query.trim()} ${choice.word}`.trim());
        else setFilter(choice.next);
      }}
      onClear={Object.keys(filter).length > 0 ? () => setFilter({}) : undefined}
      onClose={onClose}
    />
  );
}
