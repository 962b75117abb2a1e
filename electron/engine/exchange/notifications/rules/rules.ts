import type { Caller } from '../../../../../shared/caller.ts';
import { AppError } from '../../../../../shared/errors.ts';
import type { PushEvent } from '../../../../../shared/events.ts';
import {
  ruleMisfit,
  type NotificationRule,
  type notificationRulesContract,
  type RuleStep,
} from '../../../../../shared/notification-rule.ts';
import type { SyncDomainHandlers } from '../../../../../shared/procedure.ts';
import type { ReadableDb, WritableDb } from '../../../database/db.ts';
import { changedFields, newChangeId, type FieldChange, type Journal } from '../../../database/journal.ts';
import { given, namedIn } from '../../../database/patches.ts';
import { getRecord, insertRecord, updateRecord } from '../../../database/records/record-repository.ts';
import { selected, toRecord } from '../../../database/records/record-table.ts';
import { invalidField, requireWriter } from '../../../database/tenancy.ts';
import type { Clock } from '../../../platform/clock.ts';
import { channelTable } from '../channels/channel-table.ts';
import { ruleTable } from './rule-table.ts';

export interface RulesDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly organizationExists: (id: number) => boolean;
}

const columns = selected(ruleTable, ruleTable.fields);

export function listRules(db: ReadableDb): NotificationRule[] {
  return db
    .all<Record<string, unknown>>(`SELECT ${columns} FROM notification_rule t ORDER BY t.id`)
    .map((row) => toRecord(ruleTable, row));
}

/** Who is told of what: made by technicians at the console. */
export function createRules(deps: RulesDeps) {
  const { db, clock } = deps;

  function reach(caller: Caller, id: number): NotificationRule {
    refuseKeys(caller);
    const found = getRecord(db, ruleTable, id);
    if (!found) throw new AppError('not_found', 'There is no such rule.');
    return found;
  }

  function audit(caller: Caller, rule: NotificationRule, action: string, changes: FieldChange[]): void {
    const { id: entityId, organizationId } = rule;
    const about = { changeId: newChangeId(), entity: 'notification_rule', entityId, organizationId };
    deps.journal.audit(caller, { ...about, action, changes });
    db.afterCommit(() => deps.push({ type: 'notificationRules' }));
  }

  function check({ organizationId, steps }: Pick<NotificationRule, 'organizationId' | 'steps'>): void {
    if (organizationId !== null && !deps.organizationExists(organizationId))
      throw invalidField('organizationId', 'names no organization');
    for (const step of steps) checkStep(step);
  }

  function checkStep({ channelId, recipients }: RuleStep): void {
    const channel = getRecord(db, channelTable, channelId);
    if (!channel) throw invalidField('steps', 'name a channel that is not there');
    const own = channel.settings.kind === 'email' ? channel.settings.recipients : null;
    if (own !== null && own.length + recipients.length === 0)
      throw invalidField('steps', `write to nobody: neither the step nor ${channel.name} names an address`);
  }

  const handlers: SyncDomainHandlers<typeof notificationRulesContract, Caller> = {
    list(caller) {
      refuseKeys(caller);
      return listRules(db);
    },
    create(caller, input) {
      requireWriter(caller);
      refuseKeys(caller);
      check(input);
      return db.transaction(() => {
        const now = clock.now();
        const rule = insertRecord(db, ruleTable, { ...input, createdAt: now, updatedAt: now });
        audit(caller, rule, 'create', changedFields({}, { name: rule.name }));
        return rule;
      });
    },
    update(caller, { id, patch }) {
      requireWriter(caller);
      return db.transaction(() => {
        const before = reach(caller, id);
        const wanted: Partial<NotificationRule> = given(patch);
        const after = { ...before, ...wanted };
        const misfit = ruleMisfit(after);
        if (misfit !== null) throw invalidField('steps', misfit);
        check(after);
        const changes = changedFields(namedIn(wanted, before), wanted);
        if (changes.length === 0) return before;
        const rule = updateRecord(db, ruleTable, id, { ...wanted, updatedAt: clock.now() });
        audit(caller, rule, 'update', changes);
        return rule;
      });
    },
    remove(caller, { id }) {
      requireWriter(caller);
      db.transaction(() => {
        const rule = reach(caller, id);
        db.run(`DELETE FROM notification_item WHERE rule_id = ? AND state = 'held'`, [id]);
        db.run('DELETE FROM notification_rule WHERE id = ?', [id]);
        audit(caller, rule, 'remove', changedFields({}, { name: rule.name }));
      });
      return {};
    },
  };

  return {
    handlers,
    /** Names of the rules that send by a channel. */
    naming: (channelId: number): string[] =>
      listRules(db)
        .filter(({ steps }) => steps.some((step) => step.channelId === channelId))
        .map(({ name }) => name),
  };
}

function refuseKeys(caller: Caller): void {
  if (caller.kind === 'key') throw new AppError('forbidden', 'Rules are made at the console.');
}
