import { systemCaller } from '../../../../shared/caller.ts';
import type { Webhook } from '../../../../shared/webhook.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId, type Journal } from '../../database/journal.ts';
import { updateRecord } from '../../database/records/record-repository.ts';
import type { Outcome } from './attempt.ts';
import { failWaiting } from './delivery-repository.ts';
import { webhookTable } from './webhook-table.ts';

const dayMs = 86_400_000;
export const warnAfterMs = 3 * dayMs;
export const disableAfterMs = 5 * dayMs;
/** A laptop that was closed for a week has seen one attempt fail, not a week of them. */
const leastFailures = 5;
const keyOf = (id: number): string => `webhook/${id}`;

export interface HealthDeps {
  readonly db: WritableDb;
  readonly journal: Journal;
  /** Tells somebody that an endpoint needs looking at, and that it does no more. */
  readonly alerts: {
    raise(trouble: {
      readonly organizationId: number;
      readonly kind: 'webhook';
      readonly severity: 'warning' | 'critical';
      readonly title: string;
      readonly detail: string;
      readonly dedupeKey: string;
      readonly link: string;
    }): void;
    clear(dedupeKey: string): unknown;
  };
}

/** Keeps the books on an endpoint: since when it fails, and when enough is enough. Runs in the caller's transaction. */
export function createEndpointHealth({ db, journal, alerts }: HealthDeps) {
  function raise(webhook: Webhook, severity: 'warning' | 'critical', detail: string): void {
    const off = severity === 'critical';
    alerts.raise({
      organizationId: webhook.organizationId ?? 1,
      kind: 'webhook',
      severity,
      title: off ? `Nothing is sent to ${hostOf(webhook)} any more` : `Webhooks to ${hostOf(webhook)} fail`,
      detail,
      dedupeKey: `${keyOf(webhook.id)}/${severity}`,
      link: `/webhooks/${webhook.id}`,
    });
  }

  function clear(id: number): void {
    for (const severity of ['warning', 'critical']) alerts.clear(`${keyOf(id)}/${severity}`);
  }

  function disable(webhook: Webhook, reason: 'gone' | 'failing', detail: string, now: number): void {
    updateRecord(db, webhookTable, webhook.id, {
      enabled: false,
      disabledReason: reason,
      disabledAt: now,
      updatedAt: now,
    });
    failWaiting(db, webhook.id, detail, now);
    journal.audit(systemCaller, {
      changeId: newChangeId(),
      entity: 'webhook',
      entityId: webhook.id,
      organizationId: webhook.organizationId,
      action: 'disable',
      changes: [{ field: 'enabled', from: true, to: false }],
    });
    alerts.clear(`${keyOf(webhook.id)}/warning`);
    raise(webhook, 'critical', detail);
  }

  return {
    clear,
    /** @returns whether the endpoint is still on */
    note(webhook: Webhook, outcome: Outcome, now: number): boolean {
      if (outcome.outcome === 'delivered') {
        if (webhook.failingSince === null && now - (webhook.lastSuccessAt ?? 0) < 1000)
          return webhook.enabled;
        if (webhook.failingSince !== null) clear(webhook.id);
        updateRecord(db, webhookTable, webhook.id, { failingSince: null, failures: 0, lastSuccessAt: now });
        return webhook.enabled;
      }
      const failingSince = webhook.failingSince ?? now;
      const failures = webhook.failures + 1;
      const lastError = outcome.detail ?? outcome.error;
      updateRecord(db, webhookTable, webhook.id, { failingSince, failures, lastFailureAt: now, lastError });
      if (!webhook.enabled) return false;
      if (outcome.gone) {
        disable(webhook, 'gone', 'It answered 410: it is gone for good.', now);
        return false;
      }
      const failsFor = now - failingSince;
      if (failures < leastFailures || failsFor < warnAfterMs) return true;
      if (failsFor >= disableAfterMs) {
        disable(webhook, 'failing', `Every attempt failed for five days. The last: ${lastError}`, now);
        return false;
      }
      const until = new Date(failingSince + disableAfterMs).toISOString().slice(0, 16).replace('T', ' ');
      raise(webhook, 'warning', `It will be switched off on ${until} UTC. The last attempt: ${lastError}`);
      return true;
    },
  };
}

function hostOf({ url }: Webhook): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
