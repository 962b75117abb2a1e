import type { LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useActions } from '../lib/actions.ts';
import { errorMessage } from '../lib/client.ts';
import { navigate } from '../lib/navigation.ts';
import { formatRoute } from '../lib/format-route.ts';
import { type Route } from '../lib/route.ts';
import { showFailure } from '../lib/toasts.ts';
import { NavLink } from './nav-link.tsx';
import { Picker } from './picker.tsx';

interface SavedFilterLinkProps {
  /** What it filters, for names that have to be unique: "tickets". */
  domain: string;
  filter: { readonly id: number; readonly name: string; readonly position: number };
  icon: LucideIcon;
  route: Route;
  current: boolean;
  /** Where to go when the filter that is open is removed. */
  home: Route;
  trailing: string;
  change: (change: { id: number; name?: string; position?: number }) => Promise<unknown>;
  remove: (id: number) => Promise<unknown>;
}

/** A saved filter in the sidebar. Its menu opens with the other mouse button, or from the palette while it is open. */
export function SavedFilterLink(props: SavedFilterLinkProps) {
  const { domain, filter, icon, route, current, change } = props;
  const [asking, setAsking] = useState(false);
  useActions([
    {
      id: `filter.go.${domain}.${filter.id}`,
      name: `Go to ${filter.name}`,
      group: 'Go to',
      run: () => navigate(route),
    },
    {
      id: `filter.change.${domain}.${filter.id}`,
      name: `Rename, move or remove “${filter.name}”…`,
      group: 'List',
      when: () => current,
      run: () => setAsking(true),
    },
  ]);
  const attempt = async (what: string, act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      showFailure(`“${filter.name}” was not ${what}: ${errorMessage(error)}`);
    }
  };
  const move = (by: number) =>
    attempt('moved', () => change({ id: filter.id, position: Math.max(0, filter.position + by) }));
  const remove = () =>
    attempt('removed', async () => {
      await props.remove(filter.id);
      if (current) navigate(props.home);
    });
  return (
    <>
      <NavLink
        name={filter.name}
        icon={icon}
        href={`#/${formatRoute(route)}`}
        current={current}
        trailing={props.trailing}
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
          onPick={({ id, label }) => {
            if (id === 'remove') void remove();
            else if (id === 'rename') void attempt('renamed', () => change({ id: filter.id, name: label }));
            else void move(id === 'up' ? -1 : 1);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
