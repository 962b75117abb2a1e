import type { Caller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import type { SyncDomainHandlers } from '../../../../shared/procedure.ts';
import type { Webhook, webhooksContract, WebhookSettings } from '../../../../shared/webhook.ts';
import type { WritableDb } from '../../database/db.ts';
import { changedFields, newChangeId, type FieldChange, type Journal } from '../../database/journal.ts';
import { given, namedIn } from '../../database/patches.ts';
import { readRecords } from '../../database/records/read-records.ts';
import { insertRecord, updateRecord } from '../../database/records/record-repository.ts';
import { readSettingAs, writeSetting } from '../../database/settings.ts';
import { invalidField, mayReach, requireAdministrator, requireWriter } from '../../database/tenancy.ts';
import type { Egress } from '../../egress/egress.ts';
import { EgressError } from '../../egress/egress-error.ts';
import type { Clock } from '../../platform/clock.ts';
import { rotatingSecrets, type KeptSecrets } from '../kept-secrets.ts';
import { reachSavedEvent } from '../saved-events.ts';
import { webhookSetting } from '../webhook-settings.ts';
import { shownHeaders, signedRequest } from './attempt.ts';
import { insertDelivery } from './delivery-repository.ts';
import { exampleData, payloadOf } from './payload.ts';
import { makeSecret } from './signing.ts';
import { webhookTable } from './webhook-table.ts';

export interface WebhooksDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly egress: Egress;
  readonly secrets: KeptSecrets;
  readonly version: string;
  readonly organizationExists: (id: number) => boolean;
  readonly organizationName: (id: number) => string | undefined;
  readonly sender: { wake(): void; isOpen(): boolean; clearAlerts(id: number): void };
}

const hourMs = 3_600_000;
const headersKey = (id: number): string => `webhook/${id}/headers`;

/** Endpoints: who is told of what, and with which secrets. */
export function createWebhooks(deps: WebhooksDeps) {
  const { db, clock, secrets, sender } = deps;
  const reading = readRecords(db, webhookTable, 'webhook');
  const { reach } = reading;
  const signing = rotatingSecrets(secrets, 'webhook');

  function audit(caller: Caller, webhook: Webhook, action: string, changes: readonly FieldChange[]): void {
    const { id: entityId, organizationId } = webhook;
    const entity = 'webhook';
    deps.journal.audit(caller, {
      changeId: newChangeId(),
      entity,
      entityId,
      organizationId,
      action,
      changes,
    });
    db.afterCommit(() => deps.push({ type: 'webhooks' }));
  }

  /** A key of one organization makes endpoints for that one and no other. */
  function organizationFor(caller: Caller, wanted: number | null): number | null {
    const organizationId = wanted ?? caller.organizationId;
    if (organizationId === null) return null;
    if (!mayReach(caller, organizationId) || !deps.organizationExists(organizationId))
      throw invalidField('organizationId', 'names no organization');
    return organizationId;
  }

  function requireUrl(url: string): void {
    try {
      deps.egress.check('webhook', url);
    } catch (error) {
      if (error instanceof EgressError) throw invalidField('url', `cannot be used: ${error.message}`);
      throw error;
    }
  }

  function ownHeaders(id: number): Record<string, string> {
    const stored = secrets.get(headersKey(id));
    return stored === undefined ? {} : (JSON.parse(stored) as Record<string, string>);
  }

  function keepHeaders(id: number, headers: Readonly<Record<string, string>>): void {
    if (Object.keys(headers).length === 0) secrets.remove(headersKey(id));
    else secrets.put(headersKey(id), JSON.stringify(headers));
  }

  /** What signs now; undefined where its secret is nowhere. @throws AppError `locked` */
  function secretsOf(webhook: Webhook) {
    const [current, previous] = signing.read(webhook.id, webhook.previousSecretUntil, clock.now());
    if (current === undefined) return undefined;
    const both: readonly [string, string?] = previous === undefined ? [current] : [current, previous];
    return { signing: both, headers: ownHeaders(webhook.id) };
  }

  function write(caller: Caller, before: Webhook, patch: Partial<Webhook>, action = 'update'): Webhook {
    const changes = changedFields(namedIn(patch, before), patch);
    if (changes.length === 0) return before;
    const after = updateRecord(db, webhookTable, before.id, { ...patch, updatedAt: clock.now() });
    audit(caller, after, action, changes);
    return after;
  }

  const handlers: SyncDomainHandlers<typeof webhooksContract, Caller> = {
    list: (caller, { organizationId, offset, limit }) =>
      reading.list(caller, {
        ...everything,
        ...(organizationId && { equals: { organizationId } }),
        offset,
        limit,
      }),
    get: (caller, { id }) => reach(caller, id),

    create(caller, { headers, secret = makeSecret(), organizationId, ...input }) {
      requireWriter(caller);
      requireUrl(input.url);
      const owner = organizationFor(caller, organizationId);
      return db.transaction(() => {
        const now = clock.now();
        const { id } = insertRecord(db, webhookTable, {
          ...blank,
          ...input,
          events: [...new Set(input.events)],
          organizationId: owner,
          headerNames: Object.keys(headers),
          ...(!input.enabled && { disabledReason: 'by_hand', disabledAt: now }),
          createdAt: now,
          updatedAt: now,
        });
        signing.set(id, secret);
        keepHeaders(id, headers);
        const webhook = reach(caller, id);
        audit(caller, webhook, 'create', changedFields({}, { url: webhook.url, events: webhook.events }));
        return { webhook, secret };
      });
    },

    update(caller, { id, patch: { headers, enabled, events, ...rest } }) {
      requireWriter(caller);
      if (rest.url !== undefined) requireUrl(rest.url);
      return db.transaction(() => {
        const before = reach(caller, id);
        if (headers) keepHeaders(id, headers);
        const after = write(caller, before, {
          ...given(rest),
          ...(events && { events: [...new Set(events)] }),
          ...(headers && { headerNames: Object.keys(headers) }),
          ...(enabled !== undefined && enabled !== before.enabled && switched(enabled, clock.now())),
        });
        if (enabled && !before.enabled) {
          sender.clearAlerts(id);
          db.afterCommit(sender.wake);
        }
        return after;
      });
    },

    remove(caller, { id }) {
      requireWriter(caller);
      db.transaction(() => {
        const webhook = reach(caller, id);
        db.run('DELETE FROM webhook WHERE id = ?', [id]);
        signing.forget(id);
        secrets.remove(headersKey(id));
        sender.clearAlerts(id);
        audit(caller, webhook, 'remove', changedFields({}, { url: webhook.url }));
      });
      return {};
    },

    rotateSecret(caller, { id, overlapHours, secret = makeSecret() }) {
      requireWriter(caller);
      return db.transaction(() => {
        const before = reach(caller, id);
        signing.replace(id, secret);
        const previousSecretUntil = clock.now() + Math.round(overlapHours * hourMs);
        const webhook = write(caller, before, { previousSecretUntil }, 'rotate');
        return { webhook, secret };
      });
    },

    preview(caller, { id, event }) {
      requireWriter(caller);
      const webhook = reach(caller, id);
      const known = secretsOf(webhook);
      if (!known) throw new AppError('conflict', 'This endpoint has no secret; rotate it to make one.');
      const body = payloadOf(webhook.payload, exampleOf(webhook, event));
      const message = { messageId: 'msg_example', body };
      const { headers } = signedRequest(message, known.signing, known.headers, {
        now: clock.now(),
        version: deps.version,
      });
      return { url: webhook.url, headers: shownHeaders(headers, known.headers), body };
    },

    test(caller, { id, event, savedId }) {
      requireWriter(caller);
      const webhook = reach(caller, id);
      if (!webhook.enabled) throw new AppError('conflict', 'This endpoint is switched off.');
      const example = exampleOf(webhook, event);
      const body =
        savedId === undefined
          ? payloadOf(webhook.payload, example)
          : reachSavedEvent(db, caller, savedId).body;
      return db.transaction(() => {
        const organizationId = example.organization.id;
        const deliveryId = insertDelivery(
          db,
          { organizationId, webhookId: id, event, eventId: null, body },
          clock.now(),
        );
        db.afterCommit(() => {
          deps.push({ type: 'deliveries', ids: [deliveryId], reason: 'created' });
          sender.wake();
        });
        return { deliveryId };
      });
    },

    sending(caller) {
      const { rows } = reading.list(caller, { ...everything, limit: 1000 });
      const next = db.get<{ at: number | null }>(
        `SELECT min(next_attempt_at) AS at FROM delivery INDEXED BY delivery_again WHERE state = 'waiting' AND attempts > 0`,
      );
      return {
        state: sender.isOpen() ? 'sending' : 'vault_locked',
        waiting: rows.reduce((sum, { waiting }) => sum + waiting, 0),
        nextAttemptAt: next?.at ?? null,
      };
    },

    settings: () => readSettingAs(db, webhookSetting),
    configure(caller, patch) {
      requireAdministrator(caller);
      if (caller.kind === 'key') throw new AppError('forbidden', 'Settings are made at the console.');
      const before = readSettingAs(db, webhookSetting);
      const after: WebhookSettings = { ...before, ...given(patch) };
      const changes = changedFields(before, after);
      if (changes.length === 0) return before;
      db.transaction(() => {
        writeSetting(db, webhookSetting.key, JSON.stringify(after));
        const about = { entity: 'webhookSettings', entityId: null, organizationId: null };
        deps.journal.audit(caller, { ...about, changeId: newChangeId(), action: 'update', changes });
        db.afterCommit(() => deps.push({ type: 'webhooks' }));
      });
      return after;
    },
  };

  function exampleOf(webhook: Webhook, event: keyof typeof exampleData) {
    const id = webhook.organizationId ?? mspOrganizationId;
    const organization = { id, name: deps.organizationName(id) ?? '' };
    return { type: event, at: clock.now(), organization, data: exampleData[event] };
  }

  return {
    handlers,
    reach,
    secretsOf,
    /** For the address policy, which is asked at each connection. */
    privateHosts: () => readSettingAs(db, webhookSetting).privateHosts,
    keptDays: () => readSettingAs(db, webhookSetting).keptDays,
  };
}

const everything = { equals: {}, among: {}, conditions: [], search: '', sort: [], offset: 0, limit: 1 };

const blank = {
  disabledReason: null,
  disabledAt: null,
  previousSecretUntil: null,
  failingSince: null,
  failures: 0,
  lastSuccessAt: null,
  lastFailureAt: null,
  lastError: null,
  waiting: 0,
  failed: 0,
} as const;

/** Somebody who switches it on again gives it all its time anew. */
function switched(enabled: boolean, now: number): Partial<Webhook> {
  return enabled
    ? { enabled, disabledReason: null, disabledAt: null, failingSince: null, failures: 0 }
    : { enabled, disabledReason: 'by_hand', disabledAt: now };
}
