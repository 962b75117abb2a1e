import { randomBytes } from 'node:crypto';
import type { Caller } from '../../../shared/caller.ts';
import type { EventType } from '../../../shared/event-type.ts';
import type { Clock } from '../platform/clock.ts';
import type { WritableDb } from './db.ts';
import { auditHash } from './audit-hash.ts';
import { eventHash } from './event-hash.ts';

export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

export interface AuditRecord {
  readonly changeId: string;
  readonly entity: string;
  readonly entityId: number | null;
  readonly organizationId: number | null;
  readonly action: string;
  readonly changes: readonly FieldChange[];
}

export interface EventRecord {
  readonly type: EventType;
  readonly organizationId: number;
  readonly entityId: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Who did what, and what the outside may hear of it. Both are written in the caller's transaction. */
export interface Journal {
  audit(caller: Caller, record: AuditRecord): void;
  event(record: EventRecord): void;
}

/** What differs between two states of one thing. */
export function changedFields<T extends object>(before: T, after: T): FieldChange[] {
  return (Object.keys(after) as (keyof T & string)[])
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, from: before[field], to: after[field] }));
}

/** Names one change, over however many records it went. */
export function newChangeId(): string {
  return randomBytes(8).toString('hex');
}

/**
 * @param onEvent told after each commit that brought events
 * @param heard told of each change in its own transaction, so that what follows from it is written with it or not at all
 */
export function createJournal(
  db: WritableDb,
  clock: Clock,
  onEvent: () => void = () => {},
  heard: (caller: Caller, record: AuditRecord) => void = () => {},
): Journal {
  return {
    audit(caller, record) {
      const last = db.get<{ hash: Buffer }>('SELECT hash FROM audit ORDER BY id DESC LIMIT 1');
      const row = {
        at: clock.now(),
        change_id: record.changeId,
        actor_kind: caller.kind,
        actor_id: actorId(caller),
        actor_name: caller.name,
        entity: record.entity,
        entity_id: record.entityId,
        organization_id: record.organizationId,
        action: record.action,
        changes: JSON.stringify(record.changes),
      };
      db.run(
        `INSERT INTO audit (at, change_id, actor_kind, actor_id, actor_name, entity, entity_id, organization_id, action, changes, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [...Object.values(row), auditHash(last?.hash ?? Buffer.alloc(0), row)],
      );
      heard(caller, record);
    },
    event(record) {
      const last = db.get<{ hash: Buffer }>('SELECT hash FROM event ORDER BY id DESC LIMIT 1');
      const row = {
        type: record.type,
        organization_id: record.organizationId,
        entity_id: record.entityId,
        at: clock.now(),
        data: JSON.stringify(record.data),
      };
      db.run(
        'INSERT INTO event (type, organization_id, entity_id, at, data, hash) VALUES (?, ?, ?, ?, ?, ?)',
        [
          row.type,
          row.organization_id,
          row.entity_id,
          row.at,
          row.data,
          eventHash(last?.hash ?? Buffer.alloc(0), row),
        ],
      );
      db.afterCommit(onEvent);
    },
  };
}

function actorId(caller: Caller): number | null {
  if (caller.kind === 'technician') return caller.technicianId;
  return caller.kind === 'key' ? caller.keyId : null;
}
