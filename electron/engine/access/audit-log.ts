import type { AuditEntry, auditContract } from '../../../shared/audit.ts';
import type { Caller } from '../../../shared/caller.ts';
import type { DomainHandlers } from '../../../shared/procedure.ts';
import type { ReadableDb, SqlValue } from '../database/db.ts';
import type { FieldChange } from '../database/journal.ts';

interface AuditRecord {
  readonly id: number;
  readonly at: number;
  readonly actor_kind: AuditEntry['actorKind'];
  readonly actor_name: string;
  readonly entity: string;
  readonly entity_id: number | null;
  readonly organization_id: number | null;
  readonly action: string;
  readonly change_id: string;
  readonly changes: string;
}

/** Who changed what, newest first. A caller bound to one organization sees that organization's entries only. */
export function createAuditLog(db: ReadableDb): DomainHandlers<typeof auditContract, Caller> {
  return {
    list(caller, input) {
      const terms = ['id < ?'];
      const values: SqlValue[] = [input.before ?? Number.MAX_SAFE_INTEGER];
      const add = (term: string, value: SqlValue | undefined): void => {
        if (value === undefined) return;
        terms.push(term);
        values.push(value);
      };
      add('entity = ?', input.entity);
      add('entity_id = ?', input.entityId);
      add('organization_id = ?', caller.organizationId ?? undefined);
      return db
        .all<AuditRecord>(
          `SELECT id, at, actor_kind, actor_name, entity, entity_id, organization_id, action, change_id, changes
           FROM audit WHERE ${terms.join(' AND ')} ORDER BY id DESC LIMIT ?`,
          [...values, input.limit],
        )
        .map((row) => ({
          id: row.id,
          at: row.at,
          actorKind: row.actor_kind,
          actorName: row.actor_name,
          entity: row.entity,
          entityId: row.entity_id,
          organizationId: row.organization_id,
          action: row.action,
          changeId: row.change_id,
          changes: JSON.parse(row.changes) as FieldChange[],
        }));
    },
  };
}
