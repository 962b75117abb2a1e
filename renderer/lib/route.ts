import type { TicketView } from '../../shared/ticket.ts';

/** Which tickets the triage screen lists. */
export type TicketSource =
  | { readonly kind: 'view'; readonly view: TicketView }
  | { readonly kind: 'filter'; readonly id: number }
  | { readonly kind: 'search'; readonly query: string };

export type SettingsSection = 'appearance' | 'system' | 'people' | 'categories' | 'backups';

export type Route =
  | { readonly screen: 'tickets'; readonly source: TicketSource; readonly ticketId: number | null }
  | { readonly screen: 'organizations'; readonly organizationId: number | null }
  | { readonly screen: 'keys' }
  | { readonly screen: 'imports' }
  | { readonly screen: 'settings'; readonly section: SettingsSection };

export const inbox: Route = {
  screen: 'tickets',
  source: { kind: 'view', view: 'inbox' },
  ticketId: null,
};

const views: Record<TicketView, true> = {
  inbox: true,
  mine: true,
  unassigned: true,
  waiting: true,
  snoozed: true,
  resolved: true,
  all: true,
};
const sections: Record<SettingsSection, true> = {
  appearance: true,
  system: true,
  people: true,
  categories: true,
  backups: true,
};

/** A positive safe integer in its plain spelling, or undefined. */
function parseId(text: string | undefined): number | undefined {
  if (text === undefined || !/^[1-9]\d{0,15}$/.test(text)) return undefined;
  const id = Number(text);
  return Number.isSafeInteger(id) ? id : undefined;
}

function parseTickets(parts: readonly string[]): Route | undefined {
  const [kind, argument, ticket, ...rest] = parts;
  if (kind === undefined || rest.length > 0) return undefined;
  let source: TicketSource | undefined;
  let ticketText: string | undefined = ticket;
  if (kind === 'filter') {
    const id = parseId(argument);
    if (id !== undefined) source = { kind: 'filter', id };
  } else if (kind === 'search' && argument !== undefined) {
    source = { kind: 'search', query: argument };
  } else if (Object.hasOwn(views, kind)) {
    if (ticket !== undefined) return undefined;
    source = { kind: 'view', view: kind as TicketView };
    ticketText = argument;
  }
  if (!source) return undefined;
  const ticketId = parseId(ticketText);
  if (ticketText !== undefined && ticketId === undefined) return undefined;
  return { screen: 'tickets', source, ticketId: ticketId ?? null };
}

/**
 * Reads a place in the console from text (`tickets/inbox/42`, `ticket/42`, `organizations/3`, `settings/backups`).
 * Strict: whatever is not exactly a place answers undefined.
 */
export function parseRoute(text: string): Route | undefined {
  let parts: string[];
  try {
    parts = text
      .replace(/^[#/]+/, '')
      .split('/')
      .map(decodeURIComponent);
  } catch {
    return undefined;
  }
  const [screen, ...rest] = parts;
  const only = rest[0];
  switch (screen) {
    case 'tickets':
      return parseTickets(rest);
    case 'ticket': {
      const id = parseId(only);
      if (id === undefined || rest.length !== 1) return undefined;
      return { screen: 'tickets', source: { kind: 'view', view: 'all' }, ticketId: id };
    }
    case 'organizations': {
      const id = parseId(only);
      if (rest.length > 1 || (only !== undefined && id === undefined)) return undefined;
      return { screen: 'organizations', organizationId: id ?? null };
    }
    case 'keys':
    case 'imports':
      return rest.length === 0 ? { screen } : undefined;
    case 'settings': {
      const section = only ?? 'appearance';
      if (rest.length > 1 || !Object.hasOwn(sections, section)) return undefined;
      return { screen: 'settings', section: section as SettingsSection };
    }
    default:
      return undefined;
  }
}

function formatSource(source: TicketSource): string {
  switch (source.kind) {
    case 'view':
      return source.view;
    case 'filter':
      return `filter/${source.id}`;
    case 'search':
      return `search/${encodeURIComponent(source.query)}`;
  }
}

/** The text that `parseRoute` reads back to the same place. */
export function formatRoute(route: Route): string {
  switch (route.screen) {
    case 'tickets': {
      const ticket = route.ticketId === null ? '' : `/${route.ticketId}`;
      return `tickets/${formatSource(route.source)}${ticket}`;
    }
    case 'organizations':
      return route.organizationId === null ? 'organizations' : `organizations/${route.organizationId}`;
    case 'settings':
      return `settings/${route.section}`;
    case 'keys':
    case 'imports':
      return route.screen;
  }
}
