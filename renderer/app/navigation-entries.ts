import {
  Activity,
  AlarmClock,
  Bell,
  BellRing,
  BookOpen,
  Building2,
  CalendarClock,
  Cable,
  Car,
  CircleDashed,
  CircleCheck,
  FileHeart,
  FileInput,
  FolderKanban,
  Inbox,
  Layers,
  MailWarning,
  Megaphone,
  Monitor,
  RadioTower,
  ShieldAlert,
  ShieldCheck,
  SlidersHorizontal,
  SquareTerminal,
  Timer,
  User,
  UserX,
  Vault,
  Webhook,
  type LucideIcon,
} from 'lucide-react';
import type { TicketView } from '../../shared/ticket.ts';
import { allProjects, allRecords, type Route } from '../lib/route.ts';

export interface NavigationEntry {
  readonly id: string;
  readonly name: string;
  readonly icon: LucideIcon;
  readonly route: Route;
  readonly keys: string;
  /** Whose live count stands beside it. */
  readonly view?: TicketView;
}

const view = (name: string, id: TicketView, icon: LucideIcon, keys: string): NavigationEntry => ({
  id,
  name,
  icon,
  keys,
  view: id,
  route: { screen: 'tickets', source: { kind: 'view', view: id }, ticketId: null },
});

export const triageEntry = view('Triage', 'inbox', Inbox, 'g i');

export const alertsEntry: NavigationEntry = {
  id: 'alerts',
  name: 'Alerts',
  icon: Bell,
  keys: 'g d',
  route: allRecords('alerts'),
};

export const viewEntries: readonly NavigationEntry[] = [
  view('Assigned to me', 'mine', User, 'g m'),
  view('Unassigned', 'unassigned', UserX, 'g n'),
  view('Waiting', 'waiting', CircleDashed, 'g w'),
  view('Snoozed', 'snoozed', AlarmClock, 'g s'),
  view('Resolved', 'resolved', CircleCheck, 'g r'),
  view('All tickets', 'all', Layers, 'g a'),
];

export const assetsEntry: NavigationEntry = {
  id: 'assets',
  name: 'Assets',
  icon: Monitor,
  keys: 'g e',
  route: allRecords('assets'),
};

export const uptimeEntry: NavigationEntry = {
  id: 'monitors',
  name: 'Uptime',
  icon: Activity,
  keys: 'g u',
  route: allRecords('monitors'),
};

export const incidentsEntry: NavigationEntry = {
  id: 'incidents',
  name: 'Incidents',
  icon: BellRing,
  keys: 'g f',
  route: allRecords('incidents'),
};

export const maintenanceEntry: NavigationEntry = {
  id: 'maintenance',
  name: 'Maintenance',
  icon: CalendarClock,
  keys: 'g y',
  route: allRecords('maintenance'),
};

export const estateEntries: readonly NavigationEntry[] = [
  {
    id: 'organizations',
    name: 'Organizations',
    icon: Building2,
    keys: 'g o',
    route: { screen: 'organizations', organizationId: null },
  },
  { id: 'vehicles', name: 'Vehicles', icon: Car, keys: 'g v', route: allRecords('vehicles') },
  {
    id: 'rmm',
    name: 'RMM integrations',
    icon: RadioTower,
    keys: 'g shift+a',
    route: { screen: 'rmm', integrationId: null },
  },
  { id: 'projects', name: 'Projects', icon: FolderKanban, keys: 'g j', route: allProjects },
  { id: 'articles', name: 'Knowledge base', icon: BookOpen, keys: 'g b', route: allRecords('articles') },
];

export const securityEntries: readonly NavigationEntry[] = [
  { id: 'entries', name: 'Vault', icon: Vault, keys: 'g l', route: allRecords('entries') },
  { id: 'codes', name: 'One-time codes', icon: Timer, keys: 'g c', route: { screen: 'codes' } },
  {
    id: 'breaches',
    name: 'Breaches',
    icon: MailWarning,
    keys: 'g shift+b',
    route: allRecords('breaches'),
  },
  {
    id: 'reviews',
    name: 'Security review',
    icon: ShieldCheck,
    keys: 'g shift+s',
    route: { screen: 'reviews', organizationId: null },
  },
  {
    id: 'vulnerabilities',
    name: 'Vulnerabilities',
    icon: ShieldAlert,
    keys: 'g shift+v',
    route: allRecords('vulnerabilities'),
  },
  {
    id: 'reports',
    name: 'Health reports',
    icon: FileHeart,
    keys: 'g shift+r',
    route: { screen: 'reports', reportId: null },
  },
];

export const exchangeEntries: readonly NavigationEntry[] = [
  {
    id: 'connections',
    name: 'Connections',
    icon: Cable,
    keys: 'g x',
    route: { screen: 'connections', connectionId: null },
  },
  {
    id: 'webhooks',
    name: 'Webhooks',
    icon: Webhook,
    keys: 'g h',
    route: { screen: 'webhooks', webhookId: null },
  },
  {
    id: 'notifications',
    name: 'Notifications',
    icon: Megaphone,
    keys: 'g shift+n',
    route: { screen: 'notifications', part: 'channels', openId: null },
  },
  { id: 'keys', name: 'API keys', icon: SquareTerminal, keys: 'g k', route: { screen: 'keys', keyId: null } },
  { id: 'imports', name: 'Imports', icon: FileInput, keys: 'g p', route: { screen: 'imports' } },
];

export const settingsEntry: NavigationEntry = {
  id: 'settings',
  name: 'Settings',
  icon: SlidersHorizontal,
  keys: 'g t',
  route: { screen: 'settings', section: 'appearance' },
};

export const allEntries: readonly NavigationEntry[] = [
  triageEntry,
  alertsEntry,
  ...viewEntries,
  incidentsEntry,
  maintenanceEntry,
  uptimeEntry,
  assetsEntry,
  ...estateEntries,
  ...securityEntries,
  ...exchangeEntries,
  settingsEntry,
];
