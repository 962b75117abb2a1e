import type { Caller } from '../../../shared/caller.ts';
import type { ImportFormat } from '../../../shared/import.ts';
import type { TicketPatch } from '../../../shared/ticket.ts';
import { newChangeId } from '../database/journal.ts';
import type { CsvTable, Importer, ImportPlan, PlannedRow, WrittenRecord } from '../platform/importer.ts';
import { ticketHash } from '../database/ticket-hash.ts';
import { findCategory } from './categories.ts';
import { fillTicket } from './fill-tickets.ts';
import { reachTicket, ticketEvent, type ServiceDeskDeps } from './ticket-access.ts';
import type { TicketChanges } from './ticket-changes.ts';
import { looksLikeItflow, mapColumns, readTicket, type CsvTicket } from './ticket-csv.ts';
import { parseCustomFields, type TicketRecord } from './ticket-record.ts';
import { deleteTicket, getTicketRecord } from './ticket-repository.ts';

export interface TicketImporterDeps extends ServiceDeskDeps {
  readonly changes: TicketChanges;
  readonly organizations: {
    find(name: string): number | undefined;
    nameOf(id: number): string | undefined;
    create(caller: Caller, name: string): number;
    /** Removes one that holds nothing; answers whether it did. */
    removeEmpty(caller: Caller, id: number): boolean;
  };
}

/** Tickets of another system's CSV export: ITFlow's, or any with a subject column. */
export function createTicketImporter(deps: TicketImporterDeps, format: ImportFormat): Importer {
  const { db, clock, journal, changes, organizations } = deps;

  function plan(table: CsvTable, options: { caller: Caller; organizationId: number }): ImportPlan {
    const map = mapColumns(table);
    const newOrganizations = new Map<string, string>();
    const seen = new Set<string>();
    const home = organizations.nameOf(options.organizationId) ?? '';
    const changeId = newChangeId();
    const rows = table.rows.map((cells, index): PlannedRow => {
      const row = index + 1;
      const ticket = readTicket(table, map, cells);
      if ('refused' in ticket) {
        return { row, outcome: 'refused', title: '', organization: '', reason: ticket.refused, write: null };
      }
      const organizationId =
        ticket.client === null ? options.organizationId : organizations.find(ticket.client);
      if (ticket.client !== null && organizationId === undefined) {
        newOrganizations.set(ticket.client.toLowerCase(), ticket.client);
      }
      const shown = { row, title: ticket.subject, organization: ticket.client ?? home };
      const key = JSON.stringify([(ticket.client ?? home).toLowerCase(), ticket.number]);
      if (ticket.number !== null && seen.has(key)) {
        return {
          ...shown,
          outcome: 'duplicate',
          reason: `number ${ticket.number} stands in the file twice`,
          write: null,
        };
      }
      seen.add(key);
      const existing = findExisting(organizationId, ticket.number);
      if (!existing) {
        const write = (): WrittenRecord[] => insert(options.caller, ticket, organizationId, changeId);
        return { ...shown, outcome: 'new', reason: null, write };
      }
      const patch = patchFor(existing, ticket);
      if (Object.keys(patch).length === 0) {
        return { ...shown, outcome: 'duplicate', reason: `is ticket ${existing.id} already`, write: null };
      }
      const write = (): WrittenRecord[] => change(options.caller, existing.id, patch, changeId);
      const reason = `changes ${Object.keys(patch).join(', ')} of ticket ${existing.id}`;
      return { ...shown, outcome: 'changed', reason, write };
    });
    return {
      rows,
      newOrganizations: [...newOrganizations.values()],
      unknownColumns: map.unknown.map((index) => table.heads[index] ?? '').filter((head) => head !== ''),
    };
  }

  function findExisting(organizationId: number | undefined, number: string | null): TicketRecord | undefined {
    if (organizationId === undefined || number === null) return undefined;
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
    knownOrganizationId: number | undefined,
    changeId: string,
  ): WrittenRecord[] {
    const written: WrittenRecord[] = [];
    let organizationId = knownOrganizationId ?? organizations.find(ticket.client!);
    if (organizationId === undefined) {
      organizationId = organizations.create(caller, ticket.client!);
      written.push({
        entity: 'organization',
        entityId: organizationId,
        before: null,
        after: { name: ticket.client },
      });
    }
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
    written.push({
      entity: 'ticket',
      entityId: record.id,
      before: null,
      after: { content: contentOf(record) },
    });
    return written;
  }

  function change(caller: Caller, id: number, patch: TicketPatch, changeId: string): WrittenRecord[] {
    const before = reachTicket(db, caller, id);
    const replaced = Object.fromEntries(Object.keys(patch).map((field) => [field, valueOf(before, field)]));
    changes.apply(caller, before, patch, changeId);
    return [{ entity: 'ticket', entityId: id, before: replaced, after: { ...patch } }];
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
    const untouched = Object.keys(record.before).filter(
      (field) => JSON.stringify(valueOf(ticket, field)) === JSON.stringify(record.after[field]),
    );
    const patch = Object.fromEntries(untouched.map((field) => [field, record.before![field]]));
    changes.apply(caller, ticket, patch, newChangeId(), 'import undone');
    return untouched.length === Object.keys(record.before).length ? 'undone' : 'kept';
  }

  const recognises = (table: CsvTable): boolean => {
    if (looksLikeItflow(table)) return format === 'itflow-tickets';
    return format === 'tickets-csv' && mapColumns(table).columns.has('subject');
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
