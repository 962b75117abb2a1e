import type { AlertKind, AlertSeverity } from '../../../../../shared/alert.ts';
import type { EventType } from '../../../../../shared/event-type.ts';
import type { NotificationRule } from '../../../../../shared/notification-rule.ts';
import { quietUntil } from '../../../../../shared/quiet-hours.ts';

/** Something that a rule may hear of: an event of the log, or an alert. */
export interface Happening {
  readonly source: 'event' | 'alert';
  readonly sourceId: number;
  readonly organizationId: number;
  readonly event: EventType | null;
  readonly alert: AlertKind | null;
  /** Null for events, which are news and no trouble. */
  readonly severity: AlertSeverity | null;
  readonly title: string;
  readonly detail: string;
  readonly link: string | null;
  readonly at: number;
}

/** When one step of a rule has to tell of a happening. */
export interface PlannedItem {
  readonly step: number;
  /** From then on it may be told. */
  readonly readyAt: number;
  /** Until then it waits for others to come along. */
  readonly dueAt: number;
}

type Rule = Pick<
  NotificationRule,
  | 'enabled'
  | 'organizationId'
  | 'events'
  | 'alerts'
  | 'leastSeverity'
  | 'quietHours'
  | 'criticalPasses'
  | 'batchSeconds'
  | 'steps'
>;

const rank: Record<AlertSeverity, number> = { critical: 2, warning: 1, info: 0 };

/** Events that raise an alert: where a rule hears that kind, the alert tells of it. */
const alertOf: Partial<Record<EventType, AlertKind>> = {
  'monitor.down': 'monitor',
  'breach.detected': 'breach',
  'vault.breach': 'vault_breach',
  'vulnerability.found': 'vulnerability',
};

export function hears(rule: Rule, { organizationId, event, alert, severity }: Happening): boolean {
  if (!rule.enabled) return false;
  if (rule.organizationId !== null && rule.organizationId !== organizationId) return false;
  if (event !== null) {
    const told = alertOf[event];
    return rule.events.includes(event) && !(told !== undefined && rule.alerts.includes(told));
  }
  return alert !== null && rule.alerts.includes(alert) && rank[severity!] >= rank[rule.leastSeverity];
}

/**
 * What a rule owes for a happening: one item for each of its steps, each at its time, or at the end of the quiet
 * hours that this time lies in. Nothing is ever dropped here. Events are answered by nobody, so only their first
 * step is owed.
 */
export function planItems(rule: Rule, happening: Happening): PlannedItem[] {
  if (!hears(rule, happening)) return [];
  const steps = happening.source === 'alert' ? rule.steps : rule.steps.slice(0, 1);
  return steps.map(({ afterMinutes }, step) => {
    const readyAt = afterQuiet(rule, happening.severity, happening.at + afterMinutes * 60_000);
    return { step, readyAt, dueAt: readyAt + rule.batchSeconds * 1000 };
  });
}

/** That moment, or the end of the quiet hours around it. */
function afterQuiet(
  { quietHours, criticalPasses }: Pick<Rule, 'quietHours' | 'criticalPasses'>,
  severity: AlertSeverity | null,
  at: number,
): number {
  if (severity === 'critical' && criticalPasses) return at;
  return quietUntil(quietHours, at) ?? at;
}

/** A step after the first is for what nobody has answered. */
export function stillOwed(step: number, alertState: string | null): boolean {
  return step === 0 || alertState === 'open';
}
