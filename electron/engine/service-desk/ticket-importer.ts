import type { Caller } from '../../../shared/caller.ts';
import type { ImportFormat } from '../../../shared/import.ts';
import type { TicketPatch } from '../../../shared/ticket.ts';
import { newChangeId } from '../database/journal.ts';
import { unknownHeads } from '../platform/csv-columns.ts';
import type { CsvTable, Importer, ImportPlan, WrittenRecord } from '../platform/importer.ts';
import {
  planRows,
  untouchedFields,
  type ImportOrganizations,
  type PlanOptions,
} from '../platform/plan-rows.ts';
import { ticketHash } from '../database/ticket-hash.ts';
import { findCategory } from './categories.ts';
import { fillTicket } from './fill-tickets.ts';
import { reachTicket, ticketEvent, type ServiceDeskDeps } from './ticket-access.ts';
import type { TicketChanges } from './ticket-changes.ts';
import { looksLikeItflow, readTicket, ticketColumns, type CsvTicket } from './ticket-csv.ts';
import { parseCustomFields, type TicketRecord } from './ticket-record.ts';
import { deleteTicket, getTicketRecord } from './ticket-repository.ts';

export interface TicketImporterDeps extends ServiceDeskDeps {
  readonly changes: TicketChanges;
  readonly organizations: ImportOrganizations;
}

type TicketFormat = Extract<ImportFormat, `${string}tickets${string}`>;

/** One for each format. */
export function createTicketImporters(deps: TicketImporterDeps): Record<TicketFormat, Importer> {
  return {
    'itflow-tickets': createTicketImporter(deps, 'itflow-tickets'),
    'tickets-csv': createTicketImporter(deps, 'tickets-csv'),
  };
}

/** Tickets of another system's CSV export: ITFlow's, or any with a subject column. */
function createTicketImporter(deps: TicketImporterDeps, format: TicketFormat): Importer {
  const { db, clock, journal, changes, organizations } = deps;

  function plan(table: CsvTable, options: PlanOptions): ImportPlan {
    const map = ticketColumns(table);
    const { caller } = options;
    const changeId = newChangeId();
    return {
      unknownColumns: unknownHeads(table, map),
      notes: [],
      ...planRows<CsvTicket, TicketRecord>(table.rows, options, organizations, {
        noun: 'ticket',
        read: (cells) => readTicket(table, map, cells),
        title: ({ subject }) => subject,
        identity: ({ number }) => (number === null ? null : { key: number, words: `number ${number}` }),
        find: (organizationId, { number }) => findExisting(organizationId, number),
        patch: patchFor,
        insert: (ticket, organizationId) => insert(caller, ticket, organizationId, changeId),
        change: ({ id }, patch) => change(caller, id, patch, changeId),
      }),
    };
  }

  function findExisting(organizationId: number, number: string | null): TicketRecord | undefined {
    if (number === null) return undefined;
    const found = db.get<{ id: number }>(
      'SELECT id FROM ticket WHERE organization_id = ? AND external_ref = ?',
      [organizationId, number],
    );
    return found && getTicketRecord(db, found.id);
  }

  function assigneeOf(caller: Caller, ticket: CsvTicket): number | null {
    if (ticket.assignedTo === null) return null;
    return deps.directory.searchNames(caller).technician(ticket.assignedTo) ?? null;
  }

  function insert(
    caller: Caller,
    ticket: CsvTicket,
    organizationId: number,
    changeId: string,
  ): WrittenRecord {
    const now = clock.now();
    const createdAt = ticket.openedAt ?? ticket.resolvedAt ?? now;
    const assigneeId = assigneeOf(caller, ticket);
    const kept = assigneeId === null && ticket.assignedTo ? { 'Assigned To': ticket.assignedTo } : {};
    const record = fillTicket(db, {
      organizationId,
      subject: ticket.subject,
      // A ticket says something; where the file has no description, the subject is all there is.
      description: ticket.description ?? ticket.subject,
      status: ticket.status ?? 'open',
      priority: ticket.priority ?? 'medium',
      type: 'incident',
      categoryId: ticket.category === null ? null : (findCategory(db, ticket.category) ?? null),
      assigneeId,
      requester: ticket.contact,
      source: 'import',
      externalRef: ticket.number,
      resolvedAt: ticket.resolvedAt,
      customFields: JSON.stringify({ ...ticket.others, ...kept }),
      createdAt,
      updatedAt: Math.max(createdAt, ticket.resolvedAt ?? createdAt),
    });
    journal.audit(caller, {
      changeId,
      entity: 'ticket',
      entityId: record.id,
      organizationId,
      action: 'import',
      changes: [{ field: 'subject', from: null, to: record.subject }],
    });
    journal.event(ticketEvent('ticket.created', record));
    return { entity: 'ticket', entityId: record.id, before: null, after: { content: contentOf(record) } };
  }

  function change(caller: Caller, id: number, patch: TicketPatch, changeId: string): WrittenRecord {
    const before = reachTicket(db, caller, id);
    const replaced = Object.fromEntries(Object.keys(patch).map((field) => [field, valueOf(before, field)]));
    changes.apply(caller, before, patch, changeId);
    return { entity: 'ticket', entityId: id, before: replaced, after: { ...patch } };
  }

  function takeBack(caller: Caller, record: WrittenRecord): 'undone' | 'kept' {
    if (record.entity === 'organization') {
      return organizations.removeEmpty(caller, record.entityId) ? 'undone' : 'kept';
    }
    const ticket = getTicketRecord(db, record.entityId);
    if (!ticket) return 'undone';
    if (record.before === null) {
      if (contentOf(ticket) !== record.after['content'] || ticket.message_count > 0) return 'kept';
      deleteTicket(db, ticket);
      journal.audit(caller, {
        changeId: newChangeId(),
        entity: 'ticket',
        entityId: ticket.id,
        organizationId: ticket.organization_id,
        action: 'import undone',
        changes: [{ field: 'subject', from: ticket.subject, to: null }],
      });
      return 'undone';
    }
    const { patch, all } = untouchedFields(record, (field) => valueOf(ticket, field));
    changes.apply(caller, ticket, patch, newChangeId(), 'import undone');
    return all ? 'undone' : 'kept';
  }

  const recognises = (table: CsvTable): boolean => {
    if (looksLikeItflow(table)) return format === 'itflow-tickets';
    return format === 'tickets-csv' && ticketColumns(table).columns.has('subject');
  };

  return { format, recognises, plan, takeBack };
}

/** Only what the file says otherwise; what it leaves out stays. */
function patchFor(existing: TicketRecord, ticket: CsvTicket): TicketPatch {
  const patch: { -readonly [K in keyof TicketPatch]: TicketPatch[K] } = {};
  if (ticket.subject !== existing.subject) patch.subject = ticket.subject;
  if (ticket.description !== null && ticket.description !== existing.description) {
    patch.description = ticket.description;
  }
  if (ticket.status !== null && ticket.status !== existing.status) patch.status = ticket.status;
  if (ticket.priority !== null && ticket.priority !== existing.priority) patch.priority = ticket.priority;
  if (ticket.contact !== null && ticket.contact !== existing.requester) patch.requester = ticket.contact;
  return patch;
}

function valueOf(record: TicketRecord, field: string): unknown {
  if (field === 'customFields') return parseCustomFields(record);
  return record[field as keyof TicketRecord];
}

/** What a ticket says, whenever it was last touched: a change that was taken back leaves it as imported. */
function contentOf(record: TicketRecord): string {
  return ticketHash({ ...record, updated_at: 0 }).toString('hex');
}
