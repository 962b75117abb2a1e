import { Picker, type PickerOption } from '../../components/picker.tsx';
import { TechnicianChoice } from '../../components/technician-choice.tsx';
import { nameTickets } from './change-tickets.ts';
import { PriorityBars } from '../../components/priority-bars.tsx';
import { StatusGlyph } from './glyphs.tsx';
import { useNames } from './people.ts';
import { ticketRows } from './rows.ts';
import { priorityLabels } from '../../lib/priority.ts';
import { baseCategoryLabels, keysOf, statusLabels, typeLabels } from './ticket-labels.ts';
import { assign, setCategory, setPriority, setStatus, setType } from './ticket-verbs.ts';

export interface TicketPickerProps {
  ids: number[];
  onClose: () => void;
}

/** The value that all tickets share, so that it is marked; undefined where they differ. */
function shared<T>(
  ids: readonly number[],
  read: (row: NonNullable<ReturnType<typeof ticketRows.get>>) => T,
): T | undefined {
  const values = new Set(ids.map((id) => ticketRows.get(id)).map((row) => (row ? read(row) : undefined)));
  return values.size === 1 ? [...values][0] : undefined;
}

export function StatusPicker({ ids, onClose }: TicketPickerProps) {
  const now = shared(ids, (row) => row.status);
  const options = keysOf(statusLabels).map((status) => ({
    id: status,
    status,
    label: statusLabels[status],
    icon: <StatusGlyph status={status} decorative />,
    checked: status === now,
  }));
  return (
    <Picker
      title={`Status of ${nameTickets(ids)}`}
      placeholder="Set status…"
      options={options}
      onPick={({ id }) => {
        const chosen = options.find((option) => option.id === id);
        if (chosen) setStatus(ids, chosen.status);
      }}
      onClose={onClose}
    />
  );
}

export function PriorityPicker({ ids, onClose }: TicketPickerProps) {
  const now = shared(ids, (row) => row.priority);
  const options = keysOf(priorityLabels).map((priority) => ({
    id: priority,
    priority,
    label: priorityLabels[priority],
    icon: <PriorityBars priority={priority} decorative />,
    checked: priority === now,
  }));
  return (
    <Picker
      title={`Priority of ${nameTickets(ids)}`}
      placeholder="Set priority…"
      options={options}
      onPick={({ id }) => {
        const chosen = options.find((option) => option.id === id);
        if (chosen) setPriority(ids, chosen.priority);
      }}
      onClose={onClose}
    />
  );
}

export function TypePicker({ ids, onClose }: TicketPickerProps) {
  const now = shared(ids, (row) => row.type);
  const options = keysOf(typeLabels).map((type) => ({
    id: type,
    type,
    label: typeLabels[type],
    checked: type === now,
  }));
  return (
    <Picker
      title={`Type of ${nameTickets(ids)}`}
      placeholder="Set type…"
      options={options}
      onPick={({ id }) => {
        const chosen = options.find((option) => option.id === id);
        if (chosen) setType(ids, chosen.type);
      }}
      onClose={onClose}
    />
  );
}

const noneId = 'none';

export function CategoryPicker({ ids, onClose }: TicketPickerProps) {
  const { categories } = useNames();
  const now = shared(ids, (row) => row.categoryId);
  const options: PickerOption[] = [
    ...categories.map(({ id, name, base, builtIn }) => ({
      id: String(id),
      label: name,
      hint: builtIn ? undefined : baseCategoryLabels[base],
      checked: id === now,
    })),
    { id: noneId, label: 'No category', checked: now === null },
  ];
  return (
    <Picker
      title={`Category of ${nameTickets(ids)}`}
      placeholder="Set category…"
      options={options}
      onPick={(option) => setCategory(ids, categories.find(({ id }) => String(id) === option.id) ?? null)}
      onClose={onClose}
    />
  );
}

export function AssigneePicker({ ids, onClose }: TicketPickerProps) {
  return (
    <TechnicianChoice
      title={`Assignee of ${nameTickets(ids)}`}
      placeholder="Assign to…"
      now={shared(ids, (row) => row.assigneeId)}
      onPick={(technician) => assign(ids, technician)}
      onClose={onClose}
    />
  );
}
