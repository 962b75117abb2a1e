import type { TicketView } from '../../shared/ticket.ts';

/** Which tickets the triage screen lists. */
export type TicketSource =
  | { readonly kind: 'view'; readonly view: TicketView }
  | { readonly kind: 'filter'; readonly id: number }
  | { readonly kind: 'search'; readonly query: string };

export type SettingsSection =
  | 'appearance'
  | 'system'
  | 'api'
  | 'webhooks'
  | 'vault'
  | 'people'
  | 'categories'
  | 'backups';

/** How people are reached, when they are, and what was sent. */
export type NotificationPart = 'channels' | 'rules' | 'log';

/** Screens that list one kind of record beside the open one. */
export type RecordScreenName =
  | 'assets'
  | 'vehicles'
  | 'articles'
  | 'entries'
  | 'monitors'
  | 'alerts'
  | 'deliveries'
  | 'hookDeliveries'
  | 'incidents'
  | 'maintenance'
  | 'vulnerabilities'
  /** Vulnerabilities by the asset that they are on. */
  | 'exposures'
  | 'breaches';

/** Kinds of record that have a list of their own. */
export type RecordDomain = RecordScreenName | 'projects';

export interface RecordRoute {
  readonly screen: RecordScreenName;
  /** The saved filter that narrows the list. */
  readonly filterId: number | null;
  readonly recordId: number | null;
}

export type Route =
  | { readonly screen: 'tickets'; readonly source: TicketSource; readonly ticketId: number | null }
  | { readonly screen: 'organizations'; readonly organizationId: number | null }
  | RecordRoute
  | { readonly screen: 'projects'; readonly projectId: number | null }
  | { readonly screen: 'tasks'; readonly projectId: number; readonly taskId: number | null }
  | { readonly screen: 'keys'; readonly keyId: number | null }
  /** The request log, of one key or of all. */
  | { readonly screen: 'requests'; readonly keyId: number | null }
  | { readonly screen: 'webhooks'; readonly webhookId: number | null }
  | { readonly screen: 'connections'; readonly connectionId: number | null }
  | { readonly screen: 'reviews'; readonly organizationId: number | null }
  | {
      readonly screen: 'notifications';
      readonly part: NotificationPart;
      /** The channel, rule or notification that is open. */
      readonly openId: number | null;
    }
  /** Services whose agents stand on devices. */
  | { readonly screen: 'rmm'; readonly integrationId: number | null }
  | { readonly screen: 'reports'; readonly reportId: number | null }
  | { readonly screen: 'imports' }
  | { readonly screen: 'codes' }
  /** What is down, large enough for a wall. */
  | { readonly screen: 'wall' }
  /** How well the vault's passwords are kept. */
  | { readonly screen: 'health' }
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
  api: true,
  webhooks: true,
  vault: true,
  people: true,
  categories: true,
  backups: true,
};

const notificationParts: Record<NotificationPart, true> = { channels: true, rules: true, log: true };

/** The place that lists all records of a kind. */
export function allRecords(screen: RecordScreenName): RecordRoute {
  return { screen, filterId: null, recordId: null };
}

export const allProjects: Route = { screen: 'projects', projectId: null };

/** A positive safe integer in its plain spelling, or undefined. */
function parseId(text: string | undefined): number | undefined {
  if (text === undefined || !/^[1-9]\d{0,15}$/.test(text)) return undefined;
  const id = Number(text);
  return Number.isSafeInteger(id) ? id : undefined;
}

function parseTickets(parts: readonly string[]): Route | undefined {
  const [kind, argument, ticket, ...rest] = parts;
  if (kind === undefined || rest.length > 0) return undefined;
  // As engine and links name a ticket: `tickets/7`.
  if (argument === undefined && parseId(kind) !== undefined) return parseRoute(`ticket/${kind}`);
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

/** Ids in a row, at most as many as asked for; undefined where one of them is none. */
function parseIds(parts: readonly string[], atMost: number): (number | null)[] | undefined {
  const ids = parts.map(parseId);
  if (ids.length > atMost || ids.includes(undefined)) return undefined;
  return Array.from({ length: atMost }, (_, index) => ids[index] ?? null);
}

/** `assets`, `assets/12`, `assets/filter/3`, `assets/filter/3/12`. */
function parseRecords(screen: RecordScreenName, parts: readonly string[]): Route | undefined {
  const isFiltered = parts[0] === 'filter';
  const ids = parseIds(isFiltered ? parts.slice(1) : parts, isFiltered ? 2 : 1);
  if (!ids || (isFiltered && ids[0] === null)) return undefined;
  const [filterId, recordId] = isFiltered ? ids : [null, ids[0]];
  return { screen, filterId: filterId ?? null, recordId: recordId ?? null };
}

/** `projects`, `projects/4`, and the tasks of one: `projects/4/tasks`, `projects/4/tasks/9`. */
function parseProject(parts: readonly string[]): Route | undefined {
  const [project, tasks, ...rest] = parts;
  if (tasks === undefined) {
    const ids = parseIds(parts, 1);
    return ids && { screen: 'projects', projectId: ids[0] ?? null };
  }
  const projectId = parseId(project);
  const ids = parseIds(rest, 1);
  if (tasks !== 'tasks' || projectId === undefined || !ids) return undefined;
  return { screen: 'tasks', projectId, taskId: ids[0] ?? null };
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
    case 'organizations':
    case 'reviews': {
      const ids = parseIds(rest, 1);
      return ids && { screen, organizationId: ids[0] ?? null };
    }
    case 'assets':
    case 'vehicles':
    case 'articles':
    case 'alerts':
    case 'incidents':
    case 'maintenance':
    case 'breaches':
      return parseRecords(screen, rest);
    case 'vulnerabilities':
      if (only === 'assets') return parseRecords('exposures', rest.slice(1));
      return parseRecords(screen, rest);
    case 'monitors':
    case 'uptime':
      if (only === 'wall') return rest.length === 1 ? { screen: 'wall' } : undefined;
      return parseRecords('monitors', rest);
    case 'vault':
      if (only === 'health') return rest.length === 1 ? { screen: 'health' } : undefined;
      return parseRecords('entries', rest);
    case 'projects':
      return parseProject(rest);
    case 'keys':
    case 'requests': {
      const ids = parseIds(rest, 1);
      return ids && { screen, keyId: ids[0] ?? null };
    }
    case 'webhooks': {
      if (only === 'deliveries') return parseRecords('deliveries', rest.slice(1));
      const ids = parseIds(rest, 1);
      return ids && { screen, webhookId: ids[0] ?? null };
    }
    case 'connections': {
      if (only === 'received') return parseRecords('hookDeliveries', rest.slice(1));
      const ids = parseIds(rest, 1);
      return ids && { screen, connectionId: ids[0] ?? null };
    }
    case 'notifications': {
      const part = only ?? 'channels';
      const ids = parseIds(rest.slice(1), 1);
      if (!ids || !Object.hasOwn(notificationParts, part)) return undefined;
      return { screen, part: part as NotificationPart, openId: ids[0] ?? null };
    }
    case 'rmm': {
      const ids = parseIds(rest, 1);
      return ids && { screen, integrationId: ids[0] ?? null };
    }
    case 'reports': {
      const ids = parseIds(rest, 1);
      return ids && { screen, reportId: ids[0] ?? null };
    }
    case 'codes':
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
