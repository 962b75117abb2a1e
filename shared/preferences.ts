import { z } from 'zod';
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
  detailWidth: z.int().min(320).max(1200),
  /** Order, width and visibility of the triage table's columns; null for the built-in ones. */
  ticketColumns: z
    .array(z.strictObject({ id: ticketColumn, width: z.int().min(12).max(1200), visible: z.boolean() }))
    .max(32)
    .nullable(),
  ticketSort: z.strictObject({ by: ticketSort, descending: z.boolean() }),
  /** After a triage action that removes the open ticket from the view, the next one opens. */
  openNext: z.boolean(),
  recentActions: z.array(z.string().max(120)).max(20),
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
  detailWidth: 436,
  ticketColumns: null,
  ticketSort: { by: 'created', descending: true },
  openNext: true,
  recentActions: [],
};

/** Some of them; what is left out stays as it is. */
export const preferencesPatch = preferences.partial();
