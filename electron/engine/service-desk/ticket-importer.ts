import type { Caller } from '../../../shared/caller.ts';
import type { ImportFormat } from '../../../shared/import.ts';
import type { CustomFields } from '../../../shared/custom-fields.ts';
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
import { plainValue, type InternalPatch } from './ticket-patch.ts';
import { parseCustomFields, type TicketRecord } from './ticket-record.ts';
import { deleteTicket, getTicketRecord } from './ticket-repository.ts';
import { isResolved } from './ticket-status.ts';

export interface TicketImporterDeps extends ServiceDeskDeps {
  readonly changes: TicketChanges;
  readonly organizations: ImportOrganizations;
}

/** What a row's names come to in this workspace; a name that nobody here has is kept as a custom field. */
interface Links {
  readonly assigneeId: number | null;
  readonly categoryId: number | null;
  readonly customFields: CustomFields;
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

  async function plan(table: CsvTable, options: PlanOptions): Promise<ImportPlan> {
    const map = ticketColumns(table);
    const { caller } = options;
    const changeId = newChangeId();
    return {
      unknownColumns: unknownHeads(table, map),
      notes: [],
      ...(await planRows<CsvTicket, TicketRecord>(table.rows, options, organizations, {
        noun: 'ticket',
        read: (cells) => readTicket(table, map, cells),
        title: ({ subject }) => subject,
        identity: ({ number }) => (number === null ? null : { key: number, words: `number ${number}` }),
        find: (organizationId, { number }) => findExisting(organizationId, number),
        patch: (existing, ticket) => patchFor(existing, ticket, linksOf(caller, ticket)),
        insert: (ticket, organizationId) => insert(caller, ticket, organizationId, changeId),
        change: ({ id }, patch) => change(caller, id, patch, changeId),
      })),
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

  function linksOf(caller: Caller, { assignedTo, category, others }: CsvTicket): Links {
    const assigneeId = assignedTo && (deps.directory.searchNames(caller).technician(assignedTo) ?? null);
    const categoryId = category && (findCategory(db, category) ?? null);
    const customFields = {
      ...others,
      ...(assignedTo && assigneeId === null && { 'Assigned To': assignedTo }),
      ...(category && categoryId === null && { Category: category }),
    };
    return { assigneeId: assigneeId || null, categoryId: categoryId || null, customFields };
  }

  function insert(
    caller: Caller,
    ticket: CsvTicket,
    organizationId: number,
    changeId: string,
  ): WrittenRecord {
    const now = clock.now();
    const createdAt = ticket.openedAt ?? ticket.resolvedAt ?? now;
    const { customFields, ...links } = linksOf(caller, ticket);
    const record = fillTicket(db, {
      organizationId,
      subject: ticket.subject,
      // A ticket says something; where the file has no description, the subject is all there is.
      description: ticket.description ?? ticket.subject,
      status: ticket.status ?? 'open',
      priority: ticket.priority ?? 'medium',
      type: 'incident',
      ...links,
      requester: ticket.contact,
      source: 'import',
      externalRef: ticket.number,
      resolvedAt: ticket.resolvedAt,
      customFields: JSON.stringify(customFields),
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

  function change(caller: Caller, id: number, patch: InternalPatch, changeId: string): WrittenRecord {
    const before = reachTicket(db, caller, id);
    const after = changes.apply(caller, before, patch, changeId);
    // Opening a ticket again clears when it was resolved; undoing gives that back too.
    const fields = [...new Set([...Object.keys(patch), 'resolvedAt'])].filter(
      (field) => JSON.stringify(valueOf(before, field)) !== JSON.stringify(valueOf(after, field)),
    );
    const valuesOf = (record: TicketRecord) =>
      Object.fromEntries(fields.map((field) => [field, valueOf(record, field)]));
    return { entity: 'ticket', entityId: id, before: valuesOf(before), after: valuesOf(after) };
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

/** Only what the file says otherwise; what it leaves out stays, custom fields that it does not name included. */
function patchFor(existing: TicketRecord, ticket: CsvTicket, links: Links): InternalPatch {
  const stored = parseCustomFields(existing);
  const wanted = {
    subject: ticket.subject,
    description: ticket.description,
    status: ticket.status,
    priority: ticket.priority,
    requester: ticket.contact,
    categoryId: links.categoryId,
    assigneeId: links.assigneeId,
    createdAt: ticket.openedAt,
    // A ticket that is open again has no such time, whatever the column still says.
    resolvedAt: isResolved(ticket.status ?? existing.status) ? ticket.resolvedAt : null,
    customFields: { ...stored, ...links.customFields },
  };
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([field, value]) =>
        value !== null && JSON.stringify(value) !== JSON.stringify(valueOf(existing, field)),
    ),
  );
}

function valueOf(record: TicketRecord, field: string): unknown {
  if (field === 'customFields') return parseCustomFields(record);
  return plainValue(record, field);
}

/** What a ticket says, whenever it was last touched: a change that was taken back leaves it as imported. */
function contentOf(record: TicketRecord): string {
  return ticketHash({ ...record, updated_at: 0 }).toString('hex');
}
