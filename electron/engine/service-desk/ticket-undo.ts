import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { RecordedChange } from '../../../shared/change.ts';
import type { TicketChangeResult } from '../../../shared/tickets-contract.ts';
import { entriesOfChange, fieldChanges, historyOf, type AuditRow } from '../database/history.ts';
import { newChangeId, type FieldChange } from '../database/journal.ts';
import { mayReach, requireWriter } from '../database/tenancy.ts';
import { reachTicket, ticketEvent, type ServiceDeskDeps } from './ticket-access.ts';
import type { TicketChanges } from './ticket-changes.ts';
import { plainValue } from './ticket-patch.ts';
import { parseCustomFields, recordToRow, type TicketRecord } from './ticket-record.ts';
import { getWatchers, indexTicket, updateTicket } from './ticket-repository.ts';
import { deleteMessage, getMessage } from './ticket-thread.ts';
import { foreignTie } from './ticket-ties.ts';

const undoableActions = new Set(['update', 'message', 'link', 'unlink', 'undo']);

export interface UndoResult extends TicketChangeResult {
  kept: { ticketId: number; field: string }[];
}

/** Takes changes back from the history itself, so that undoing works after a restart as well as at once. */
export function createTicketUndo(deps: ServiceDeskDeps, changes: TicketChanges) {
  const { db, clock, journal } = deps;

  function undo(caller: Caller, input: { changeId: string }): UndoResult {
    requireWriter(caller);
    return db.transaction(() => {
      const rows = entriesOfChange(db, 'ticket', input.changeId).filter(
        (row) => row.organization_id !== null && mayReach(caller, row.organization_id),
      );
      if (rows.length === 0) throw new AppError('not_found', 'There is no such change.');
      if (rows.some((row) => row.undone_by !== null))
        throw new AppError('conflict', 'That change was undone already.');
      if (rows.some((row) => !undoableActions.has(row.action))) {
        throw new AppError('conflict', 'Opening a ticket cannot be undone; resolve or merge it instead.');
      }
      const changeId = newChangeId();
      const kept: UndoResult['kept'] = [];
      const touched = new Map<number, TicketRecord>();
      for (const row of rows) {
        const before = reachTicket(db, caller, row.entity_id);
        touched.set(row.entity_id, undoOne(caller, before, row, changeId, kept));
      }
      db.run('UPDATE audit SET undone_by = ? WHERE change_id = ?', [changeId, input.changeId]);
      const records = [...touched.values()];
      if (records.some((record) => foreignTie(db, record) !== undefined))
        throw new AppError('conflict', 'Undoing that would tie tickets of two organizations together.');
      changes.announce(records);
      return { changeId, tickets: records.map(recordToRow), kept };
    });
  }

  function undoOne(
    caller: Caller,
    before: TicketRecord,
    row: AuditRow,
    changeId: string,
    kept: UndoResult['kept'],
  ): TicketRecord {
    const fields = fieldChanges(row);
    if (row.action === 'message') return takeBackMessage(caller, before, fields, changeId);
    if (row.action === 'link' || row.action === 'unlink')
      return flipLink(caller, before, row.action, fields, changeId);
    const patch: Record<string, unknown> = {};
    for (const { field, from, to } of fields) {
      if (JSON.stringify(currentValue(before, field)) === JSON.stringify(to)) patch[field] = from;
      else kept.push({ ticketId: before.id, field });
    }
    return changes.apply(caller, before, patch, changeId, 'undo');
  }

  function currentValue(record: TicketRecord, field: string): unknown {
    if (field === 'watcherIds') return getWatchers(db, record.id);
    if (field === 'customFields') return parseCustomFields(record);
    return plainValue(record, field);
  }

  function takeBackMessage(
    caller: Caller,
    before: TicketRecord,
    fields: readonly FieldChange[],
    changeId: string,
  ): TicketRecord {
    const written = fields[0]?.to as { id: number } | undefined;
    const message = written && getMessage(db, written.id);
    if (!message) return before;
    const { id } = message;
    deleteMessage(db, id);
    const after = updateTicket(db, before, {
      message_count: before.message_count - 1,
      updated_at: Math.max(clock.now(), before.updated_at),
    });
    indexTicket(db, after.id);
    journal.audit(caller, {
      changeId,
      entity: 'ticket',
      entityId: after.id,
      organizationId: after.organization_id,
      action: 'message removed',
      // The text stays in the history: taking a reply back must not lose what was written.
      changes: [
        { field: 'message', from: { id, visibility: message.visibility, text: message.text }, to: null },
      ],
    });
    journal.event(ticketEvent('ticket.updated', after));
    return after;
  }

  function flipLink(
    caller: Caller,
    before: TicketRecord,
    action: 'link' | 'unlink',
    fields: readonly FieldChange[],
    changeId: string,
  ): TicketRecord {
    const link = (fields[0]?.to ?? fields[0]?.from) as { toId: number; kind: string };
    const sql =
      action === 'link'
        ? 'DELETE FROM ticket_link WHERE from_id = ? AND to_id = ? AND kind = ?'
        : 'INSERT OR IGNORE INTO ticket_link (from_id, to_id, kind) VALUES (?, ?, ?)';
    db.run(sql, [before.id, link.toId, link.kind]);
    changes.announceTied(link.toId);
    journal.audit(caller, {
      changeId,
      entity: 'ticket',
      entityId: before.id,
      organizationId: before.organization_id,
      action: action === 'link' ? 'unlink' : 'link',
      changes: fields.map(({ field, from, to }) => ({ field, from: to, to: from })),
    });
    return before;
  }

  function history(caller: Caller, input: { id: number }): RecordedChange[] {
    reachTicket(db, caller, input.id);
    return historyOf(db, 'ticket', input.id, undoableActions);
  }

  return { undo, history };
}
