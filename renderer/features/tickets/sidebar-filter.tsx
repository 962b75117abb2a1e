import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import type { Count, SavedFilter } from '../../../shared/ticket.ts';
import { NavLink } from '../../components/nav-link.tsx';
import { Picker } from '../../components/picker.tsx';
import { client, errorMessage } from '../../lib/client.ts';
import { countText } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { formatRoute, type Route } from '../../lib/route.ts';
import { showFailure } from '../../lib/toasts.ts';
import { useActions } from '../../lib/actions.ts';

interface SidebarFilterProps {
  filter: SavedFilter;
  icon: LucideIcon;
  current: boolean;
  count: Count | undefined;
}

async function remove(filter: SavedFilter, current: boolean): Promise<void> {
  try {
    await client.savedFilters.remove({ id: filter.id });
    if (current) navigate({ screen: 'tickets', source: { kind: 'view', view: 'inbox' }, ticketId: null });
  } catch (error) {
    showFailure(`“${filter.name}” was not removed: ${errorMessage(error)}`);
  }
}

async function move(filter: SavedFilter, by: number): Promise<void> {
  try {
    await client.savedFilters.update({ id: filter.id, position: Math.max(0, filter.position + by) });
  } catch (error) {
    showFailure(`“${filter.name}” was not moved: ${errorMessage(error)}`);
  }
}

async function rename(filter: SavedFilter, name: string): Promise<void> {
  try {
    await client.savedFilters.update({ id: filter.id, name });
  } catch (error) {
    showFailure(`“${filter.name}” was not renamed: ${errorMessage(error)}`);
  }
}

/** A saved filter in the sidebar. Its menu opens with the other mouse button, or from the palette while it is open. */
export function SidebarFilter({ filter, icon, current, count }: SidebarFilterProps) {
  const [asking, setAsking] = useState(false);
  const route: Route = { screen: 'tickets', source: { kind: 'filter', id: filter.id }, ticketId: null };
  useActions([
    {
      id: `filter.go.${filter.id}`,
      name: `Go to ${filter.name}`,
      group: 'Go to',
      run: () => navigate(route),
    },
    {
      id: `filter.change.${filter.id}`,
      name: `Rename, move or remove “${filter.name}”…`,
      group: 'List',
      when: () => current,
      run: () => setAsking(true),
    },
  ]);
  return (
    <>
      <NavLink
        name={filter.name}
        icon={icon}
        href={`#/${formatRoute(route)}`}
        current={current}
        trailing={count ? countText(count) : ''}
        onGo={() => navigate(route)}
        onMenu={() => setAsking(true)}
      />
      {asking && (
        <Picker
          title={`Saved filter “${filter.name}”`}
          placeholder="Type a new name, or choose…"
          options={[
            { id: 'up', label: 'Move up' },
            { id: 'down', label: 'Move down' },
            { id: 'remove', label: 'Remove from the sidebar', keywords: 'delete' },
          ]}
          fromText={(name) => ({ id: 'rename', label: name, hint: 'new name' })}
          onPick={(option) => {
            if (option.id === 'remove') void remove(filter, current);
            else if (option.id === 'rename') void rename(filter, option.label);
            else void move(filter, option.id === 'up' ? -1 : 1);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
