import { Bookmark, ChevronRight, ChevronsUpDown, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SavedAssetFilter } from '../../shared/asset.ts';
import type { Workspace } from '../../shared/organization.ts';
import type { Count } from '../../shared/saved-filter.ts';
import type { SavedFilter } from '../../shared/ticket.ts';
import { ariaKeys } from '../components/button.tsx';
import { Keycap } from '../components/keycap.tsx';
import { NavLink } from '../components/nav-link.tsx';
import { SavedFilterLink } from '../components/saved-filter-link.tsx';
import { client } from '../lib/client.ts';
import { countText, numberText } from '../lib/format.ts';
import { navigate } from '../lib/navigation.ts';
import { setPreferences, usePreference } from '../lib/preferences.ts';
import { formatRoute } from '../lib/format-route.ts';
import { type Route } from '../lib/route.ts';
import { useAnswer } from '../lib/use-answer.ts';
import {
  alertsEntry,
  assetsEntry,
  estateEntries,
  exchangeEntries,
  incidentsEntry,
  maintenanceEntry,
  securityEntries,
  settingsEntry,
  triageEntry,
  uptimeEntry,
  viewEntries,
  type NavigationEntry,
} from './navigation-entries.ts';
import { showOverlay } from './shell-store.ts';
import styles from './sidebar.module.css';

const noFilters: readonly SavedFilter[] = [];
const noAssetFilters: readonly SavedAssetFilter[] = [];

function isCurrent(entry: NavigationEntry, route: Route): boolean {
  if (route.screen === 'requests') return entry.route.screen === 'keys';
  if (route.screen === 'health') return entry.route.screen === 'entries';
  if (route.screen === 'hookDeliveries') return entry.route.screen === 'connections';
  if (route.screen === 'exposures') return entry.route.screen === 'vulnerabilities';
  if (route.screen === 'deliveries') return entry.route.screen === 'webhooks';
  if (route.screen === 'tasks') return entry.route.screen === 'projects';
  if (entry.route.screen !== route.screen) return false;
  if (route.screen === 'assets') return route.filterId === null;
  if (route.screen !== 'tickets' || entry.view === undefined) return true;
  return route.source.kind === 'view' && route.source.view === entry.view;
}

/** The live count of a saved filter; empty while it is not known. */
function countOf(
  counts: readonly { readonly id: number; readonly count: Count }[] | undefined,
  id: number,
): string {
  const found = counts?.find((each) => each.id === id);
  return found ? countText(found.count) : '';
}

interface SidebarProps {
  route: Route;
  /** Undefined until the engine has answered. */
  workspace: Workspace | undefined;
}

export function Sidebar({ route, workspace }: SidebarProps) {
  const counts = useAnswer('tickets', 'counts', {}).value;
  const filters = useAnswer('savedFilters', 'list', {}).value ?? noFilters;
  const assetFilters = useAnswer('savedAssetFilters', 'list', {}).value ?? noAssetFilters;
  const assetCounts = useAnswer('assets', 'counts', assetFilters.length === 0 ? null : {}).value;
  const attention = useAnswer('alerts', 'attention', {}).value;
  const down = useAnswer('uptime', 'overview', {}).value?.counts.down ?? 0;
  const collapsed = usePreference('sidebarCollapsed');
  const link = (entry: NavigationEntry, count?: Count, trailing?: ReactNode) => (
    <NavLink
      key={entry.id}
      name={entry.name}
      icon={entry.icon}
      keys={entry.keys}
      href={`#/${formatRoute(entry.route)}`}
      current={isCurrent(entry, route)}
      trailing={entry.view === undefined ? trailing : count ? countText(count) : ''}
      onGo={() => navigate(entry.route)}
    />
  );
  return (
    <nav className={styles['sidebar']} data-collapsed={collapsed || undefined} aria-label="Main">
      <button
        type="button"
        className={styles['workspace']}
        onClick={() => showOverlay('technician')}
        title={
          workspace && `${workspace.name}. ${workspace.me.name} sits at the console; choose somebody else.`
        }
      >
        <span className={styles['mark']} aria-hidden="true">
          {workspace?.name.slice(0, 1).toUpperCase()}
        </span>
        <span className={styles['workspaceName']}>{workspace?.name}</span>
        <ChevronsUpDown size={13} strokeWidth={1.75} aria-hidden="true" className={styles['faint']} />
      </button>
      <div className={styles['entries']}>
        <ul>
          {link(triageEntry, counts?.views.inbox)}
          {link(
            alertsEntry,
            undefined,
            attention !== undefined && attention.open > 0 && (
              <span className={attention.worst === 'critical' ? styles['bad'] : undefined}>
                {numberText(attention.open)}
              </span>
            ),
          )}
        </ul>
        <Group name="Views">
          {viewEntries.map((entry) => link(entry, entry.view && counts?.views[entry.view]))}
          {filters.map((filter) => (
            <SavedFilterLink
              key={filter.id}
              domain="tickets"
              filter={filter}
              icon={Bookmark}
              route={{ screen: 'tickets', source: { kind: 'filter', id: filter.id }, ticketId: null }}
              home={triageEntry.route}
              current={
                route.screen === 'tickets' && route.source.kind === 'filter' && route.source.id === filter.id
              }
              trailing={countOf(counts?.savedFilters, filter.id)}
              change={client.savedFilters.update}
              remove={(id) => client.savedFilters.remove({ id })}
            />
          ))}
        </Group>
        <Group name="Estate">
          {link(
            uptimeEntry,
            undefined,
            down > 0 && <span className={styles['bad']}>{numberText(down)} down</span>,
          )}
          {link(incidentsEntry)}
          {link(maintenanceEntry)}
          {link(assetsEntry)}
          {assetFilters.map((filter) => (
            <SavedFilterLink
              key={filter.id}
              domain="assets"
              filter={filter}
              icon={Bookmark}
              route={{ screen: 'assets', filterId: filter.id, recordId: null }}
              home={assetsEntry.route}
              current={route.screen === 'assets' && route.filterId === filter.id}
              trailing={countOf(assetCounts?.savedFilters, filter.id)}
              change={client.savedAssetFilters.update}
              remove={(id) => client.savedAssetFilters.remove({ id })}
            />
          ))}
          {estateEntries.map((entry) => link(entry))}
        </Group>
        <Group name="Security">{securityEntries.map((entry) => link(entry))}</Group>
        <Group name="Exchange">{exchangeEntries.map((entry) => link(entry))}</Group>
      </div>
      <button
        type="button"
        className={styles['foot']}
        aria-keyshortcuts={ariaKeys('mod+k')}
        title="Search or do anything"
        onClick={() => showOverlay('palette')}
      >
        <Search size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles['label']}>Search or do…</span>
        <span className={styles['label']}>
          <Keycap keys="mod+k" />
        </span>
      </button>
      <ul className={styles['last']}>{link(settingsEntry)}</ul>
    </nav>
  );
}

/** Entries under a heading that folds them away; what is folded stays so, and its keys still work. */
function Group({ name, children }: { name: string; children: ReactNode }) {
  const folded = usePreference('foldedGroups');
  const isFolded = folded.includes(name);
  const toggle = () =>
    setPreferences({ foldedGroups: isFolded ? folded.filter((each) => each !== name) : [...folded, name] });
  return (
    <>
      <h2 className={styles['group']}>
        <button type="button" aria-expanded={!isFolded} onClick={toggle} className={styles['fold']}>
          {name}
          <ChevronRight size={12} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </h2>
      <ul data-folded={isFolded || undefined}>{children}</ul>
    </>
  );
}
