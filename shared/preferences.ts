import { z } from 'zod';
import { id, timestamp } from './identity.ts';
import { quietHours } from './quiet-hours.ts';
import { ticketSort } from './ticket.ts';

export const ticketColumn = z.enum([
  'priority',
  'number',
  'status',
  'subject',
  'organization',
  'category',
  'type',
  'source',
  'requester',
  'created',
  'updated',
  'due',
  'assignee',
]);
export type TicketColumn = z.infer<typeof ticketColumn>;

const columnState = z.strictObject({
  id: z.string().max(40),
  width: z.int().min(12).max(1200),
  visible: z.boolean(),
});

/** Tables whose columns are the console's own matter; what it does not know any more it leaves out. */
const tableState = z.strictObject({
  columns: z.array(columnState).max(64).nullable(),
  sort: z.strictObject({ by: z.string().max(40), descending: z.boolean() }).nullable(),
});

/** How new passwords are made where a site has no rules of its own. */
const passwordWishes = z.strictObject({
  kind: z.enum(['characters', 'words']),
  length: z.int().min(8).max(128),
  upper: z.boolean(),
  digits: z.boolean(),
  symbols: z.boolean(),
  avoidLookAlikes: z.boolean(),
  words: z.int().min(3).max(12),
  separator: z.string().max(3),
  capitalise: z.boolean(),
  digit: z.boolean(),
});
export type PasswordWishes = z.infer<typeof passwordWishes>;

/** What is told of outages by the system's own notifications. */
export const notificationWishes = z.strictObject({
  onDown: z.boolean(),
  onUp: z.boolean(),
  /** Nothing is shown between these, in minutes after midnight where the machine stands; null for never silent. */
  quietHours: quietHours.nullable(),
  /** Said again this often while nobody has acknowledged it; null for once. */
  repeatMinutes: z.int().min(1).max(1440).nullable(),
});
export type NotificationWishes = z.infer<typeof notificationWishes>;

/** An outage that somebody asked for: told when it is over, after a restart too. */
export const awaitedOutage = z.strictObject({
  key: z.string().max(60),
  name: z.string().max(500),
  organizationId: id.nullable(),
  organization: z.string().max(500),
  since: timestamp,
  place: z.string().max(200),
});
export type AwaitedOutage = z.infer<typeof awaitedOutage>;

/** What the technician likes; lives in main's settings file, never in the database. */
export const preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  /** Zoom factor of the window, 1 = 100 %. */
  zoom: z.number().min(0.5).max(3),
  closeToTray: z.boolean(),
  startAtLogin: z.boolean(),
  port: z.int().min(0).max(65_535),
  sidebarCollapsed: z.boolean(),
  /** Groups of the sidebar that are folded away, by their names. */
  foldedGroups: z.array(z.string().max(40)).max(16),
  detailWidth: z.int().min(320).max(1200),
  /** Order, width and visibility of the triage table's columns; null for the built-in ones. */
  ticketColumns: z
    .array(columnState.extend({ id: ticketColumn }))
    .max(32)
    .nullable(),
  ticketSort: z.strictObject({ by: ticketSort, descending: z.boolean() }),
  /** Columns and order of the other tables; null, or nothing at all, for the built-in ones. */
  tables: z.partialRecord(
    z.enum([
      'assets',
      'vehicles',
      'projects',
      'articles',
      'entries',
      'monitors',
      'alerts',
      'deliveries',
      'hookDeliveries',
      'breaches',
      'incidents',
      'maintenance',
      'vulnerabilities',
      'exposures',
    ]),
    tableState,
  ),
  /** Monitors stand under their organizations. */
  groupMonitors: z.boolean(),
  /** What is told of outages outside the window, and when. */
  notifications: notificationWishes,
  /** The wall says out loud that something went down. */
  wallSound: z.boolean(),
  awaited: z.array(awaitedOutage).max(500),
  /** No notification is shown until then; null where nobody asked for silence. */
  silentUntil: timestamp.nullable(),
  /** Tasks of a project one beneath the other, or in columns by their status. */
  taskView: z.enum(['list', 'board']),
  /** After a triage action that removes the open ticket from the view, the next one opens. */
  openNext: z.boolean(),
  recentActions: z.array(z.string().max(120)).max(20),
  /** Opens the small code window from any program, in Electron's spelling; null for none. */
  codeHotkey: z.string().max(60).nullable(),
  passwordWishes,
  /** What sites demand of a password, by host, in the words of the `passwordrules` attribute. */
  passwordRules: z.record(z.string().max(253), z.string().max(400)),
});
export type Preferences = z.infer<typeof preferences>;

export const defaultPreferences: Preferences = {
  theme: 'system',
  density: 'comfortable',
  zoom: 1,
  closeToTray: true,
  startAtLogin: false,
  port: 8080,
  sidebarCollapsed: false,
  foldedGroups: [],
  detailWidth: 436,
  ticketColumns: null,
  ticketSort: { by: 'created', descending: true },
  tables: {},
  groupMonitors: true,
  notifications: { onDown: true, onUp: true, quietHours: null, repeatMinutes: null },
  wallSound: false,
  awaited: [],
  silentUntil: null,
  taskView: 'board',
  openNext: true,
  recentActions: [],
  codeHotkey: null,
  passwordWishes: {
    kind: 'characters',
    length: 20,
    upper: true,
    digits: true,
    symbols: true,
    avoidLookAlikes: true,
    words: 5,
    separator: '-',
    capitalise: true,
    digit: true,
  },
  passwordRules: {},
};

/** Some of them; what is left out stays as it is. */
export const preferencesPatch = preferences.partial();
