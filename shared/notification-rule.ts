import { z } from 'zod';
import { alertKind, alertSeverity } from './alert.ts';
import { mailAddress } from './channel.ts';
import { eventType } from './event-type.ts';
import { id, nullableId, requiredText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { quietHours } from './quiet-hours.ts';

/** Who is told, and how long after it happened: the first at once, the others while nobody has answered the alert. */
export const ruleStep = z.strictObject({
  channelId: id,
  afterMinutes: z
    .int()
    .min(0)
    .max(7 * 1440),
  /** For mail: in place of the channel's own recipients. */
  recipients: z.array(mailAddress).max(50),
});
export type RuleStep = z.infer<typeof ruleStep>;

const ruleFields = z.strictObject({
  name: requiredText(120),
  enabled: z.boolean(),
  /** Whose happenings it hears; null for all. */
  organizationId: nullableId,
  /** Events of the log. Those that raise an alert too are told by their alert where the rule hears that one. */
  events: z.array(eventType).max(eventType.options.length),
  /** Kinds of alerts, of whatever made them. */
  alerts: z.array(alertKind).max(alertKind.options.length),
  /** Alerts less bad than this are passed over. */
  leastSeverity: alertSeverity,
  /** What happens in them waits for their end. */
  quietHours: quietHours.nullable(),
  /** What is critical is told in quiet hours too. */
  criticalPasses: z.boolean(),
  /** What happens within so many seconds is one message. */
  batchSeconds: z.int().min(0).max(3600),
  steps: z.array(ruleStep).min(1, 'must name at least one channel').max(5),
});
type RuleFields = z.infer<typeof ruleFields>;

/** @returns what is wrong with the whole, where each part is well by itself */
function misfit({ events, alerts, steps }: Pick<RuleFields, 'events' | 'alerts' | 'steps'>): string | null {
  if (events.length + alerts.length === 0) return 'must hear of at least one event or kind of alert';
  if (steps[0]?.afterMinutes !== 0) return 'must begin with a step that waits for nothing';
  const rising = steps.every(
    ({ afterMinutes }, at) => at === 0 || afterMinutes > steps[at - 1]!.afterMinutes,
  );
  return rising ? null : 'must have steps that come one after the other';
}

export const newRule = ruleFields
  .extend({
    enabled: ruleFields.shape.enabled.default(true),
    organizationId: nullableId.default(null),
    events: ruleFields.shape.events.default([]),
    alerts: ruleFields.shape.alerts.default([]),
    leastSeverity: alertSeverity.default('info'),
    quietHours: quietHours.nullable().default(null),
    criticalPasses: z.boolean().default(true),
    batchSeconds: ruleFields.shape.batchSeconds.default(30),
  })
  .check(({ value, issues }) => {
    const message = misfit(value);
    if (message !== null) issues.push({ code: 'custom', message, path: ['steps'], input: value });
  });
export type NewRule = z.infer<typeof newRule>;

export const notificationRule = ruleFields.extend({ id, createdAt: timestamp, updatedAt: timestamp });
export type NotificationRule = z.infer<typeof notificationRule>;
export const ruleMisfit = misfit;

export const notificationRulesContract = {
  list: procedure(z.strictObject({}), z.array(notificationRule)),
  create: procedure(newRule, notificationRule),
  update: procedure(z.strictObject({ id, patch: ruleFields.partial() }), notificationRule),
  /** What it held back goes with it. */
  remove: procedure(z.strictObject({ id }), z.object({})),
};
