import {
  alertSeverity,
  type Alert,
  type AlertAttention,
  type AlertNotice,
  type AlertSeverity,
} from '../../../shared/alert.ts';
import type { ReadableDb } from '../database/db.ts';
import { getRecord } from '../database/records/record-repository.ts';
import { alertTable } from './alert-table.ts';

export interface AttentionDeps {
  readonly db: ReadableDb;
  readonly organizationName: (id: number) => string | undefined;
}

export function noticeOf({ organizationName }: AttentionDeps, alert: Alert, at: number): AlertNotice {
  const { id, kind, severity, title, detail, organizationId, monitorName, link } = alert;
  const name = organizationName(organizationId) ?? '';
  return {
    id,
    kind,
    severity,
    title,
    detail,
    organizationId,
    organizationName: name,
    monitorName,
    at,
    link,
  };
}

/** Kept numbers and two look-ups, whatever the number of alerts. */
export function readAttention(deps: AttentionDeps): AlertAttention {
  const { db } = deps;
  const counts = new Map(
    db
      .all<{
        state: string;
        n: number;
      }>(
        `SELECT substr(first, 2) AS state, n FROM record_count WHERE noun = 'alert' AND organization_id = 0 AND first <> '' AND second = ''`,
      )
      .map(({ state, n }) => [state, n]),
  );
  const newest = db.get<{ id: number }>(
    `SELECT id FROM alert WHERE state = 'open' ORDER BY state DESC, id DESC LIMIT 1`,
  );
  const alert = newest && getRecord(db, alertTable, newest.id);
  return {
    open: counts.get('open') ?? 0,
    acknowledged: counts.get('acknowledged') ?? 0,
    muted: counts.get('muted') ?? 0,
    worst: worstOpen(db),
    newest: alert ? noticeOf(deps, alert, alert.createdAt) : null,
  };
}

function worstOpen(db: ReadableDb): AlertSeverity | null {
  return (
    alertSeverity.options.find((severity) =>
      db.get(`SELECT 1 FROM alert WHERE state = 'open' AND severity = ? LIMIT 1`, [severity]),
    ) ?? null
  );
}
