import {
  ticketPriority,
  ticketStatus,
  ticketType,
  baseCategory,
  type TicketFilter,
} from '../../../shared/ticket.ts';
import { matchAll, matchTerm } from '../database/full-text.ts';

/** What a filter word of a query may name; ids come from the directory. */
export interface SearchNames {
  organization(name: string): number | undefined;
  /** `me` is the technician who asks. */
  technician(name: string): number | undefined;
  category(name: string): number | undefined;
}

export interface ParsedSearch {
  /** An FTS5 expression, or undefined where the query holds filters only. */
  readonly match: string | undefined;
  /** `TCK-12`, `#12` or `tkt_00000c`: one ticket by number. */
  readonly ticketId: number | undefined;
  readonly filter: TicketFilter;
  /** A filter names something that does not exist: nothing can match. */
  readonly impossible: boolean;
  readonly warnings: readonly string[];
}

const token = /(-?)(?:([a-zA-Z]+):)?(?:"([^"]*)"?|([^\s"]+))/g;

/**
 * Reads a search as a technician types it: words match from their start, `"…"` is a phrase, a leading `-`
 * excludes, and `status: priority: type: org: assignee: category: subject:` narrow. Never fails: what cannot
 * be understood becomes a warning.
 */
export function parseSearch(query: string, names: SearchNames): ParsedSearch {
  const include: string[] = [];
  const exclude: string[] = [];
  const warnings: string[] = [];
  const filter: { -readonly [K in keyof TicketFilter]: TicketFilter[K] } = {};
  let ticketId: number | undefined;
  let impossible = false;

  for (const [, minus, key, phrase, word] of query.matchAll(token)) {
    const value = phrase ?? word ?? '';
    const name = key?.toLowerCase();
    if (name !== undefined && Object.hasOwn(filterWords, name)) {
      const problem = filterWords[name]!(value, filter, names);
      if (problem) {
        warnings.push(problem);
        impossible = true;
      }
      continue;
    }
    const text = name === undefined || name === 'subject' ? value : `${key}:${value}`;
    if (name === undefined && !minus && phrase === undefined) ticketId ??= ticketNumber(value);
    const term = matchTerm(text, phrase !== undefined);
    if (term) (minus ? exclude : include).push(name === 'subject' ? `subject : ${term}` : term);
  }
  if (include.length === 0 && exclude.length > 0) {
    warnings.push('A search needs at least one word to look for.');
  }
  return { match: matchAll(include, exclude), ticketId, filter, impossible, warnings };
}

function ticketNumber(word: string): number | undefined {
  const decimal = /^(?:tck-|#)(\d{1,15})$/i.exec(word);
  if (decimal) return Number(decimal[1]);
  const publicId = /^tkt_([0-9a-f]{6,13})$/i.exec(word);
  return publicId ? Number.parseInt(publicId[1]!, 16) : undefined;
}

type Filter = { -readonly [K in keyof TicketFilter]: TicketFilter[K] };
/** Applies one filter word; answers what was wrong with it, if anything. */
type FilterWord = (value: string, filter: Filter, names: SearchNames) => string | undefined;

const spelled = (value: string): string => value.toLowerCase().replaceAll(/[\s-]/g, '_');

const filterWords: Readonly<Record<string, FilterWord>> = {
  status(value, filter) {
    const status = ticketStatus.safeParse(spelled(value));
    if (!status.success) return `No status is called “${value}”: ${ticketStatus.options.join(', ')}.`;
    filter.status = [...(filter.status ?? []), status.data];
    return undefined;
  },
  priority(value, filter) {
    const priority = ticketPriority.safeParse(spelled(value));
    if (!priority.success) return `No priority is called “${value}”: ${ticketPriority.options.join(', ')}.`;
    filter.priority = [...(filter.priority ?? []), priority.data];
    return undefined;
  },
  type(value, filter) {
    const type = ticketType.safeParse(spelled(value));
    if (!type.success) return `No type is called “${value}”: ${ticketType.options.join(', ')}.`;
    filter.type = type.data;
    return undefined;
  },
  org(value, filter, names) {
    const id = names.organization(value);
    if (id === undefined) return `No organization is called “${value}”.`;
    filter.organizationId = id;
    return undefined;
  },
  assignee(value, filter, names) {
    if (['none', 'nobody'].includes(spelled(value))) {
      filter.assigneeId = null;
      return undefined;
    }
    const id = names.technician(value);
    if (id === undefined) return `No technician is called “${value}”.`;
    filter.assigneeId = id;
    return undefined;
  },
  category(value, filter, names) {
    const id = names.category(value);
    if (id === undefined) return `No category is called “${value}”: ${baseCategory.options.join(', ')}.`;
    filter.categoryId = id;
    return undefined;
  },
};
