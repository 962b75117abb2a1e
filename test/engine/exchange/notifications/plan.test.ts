import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { describe, it } from 'node:test';
import {
  hears,
  planItems,
  stillOwed,
  type Happening,
} from '../../../../electron/engine/exchange/notifications/rules/plan.ts';
import { alertKind, alertSeverity } from '../../../../shared/alert.ts';
import { eventType } from '../../../../shared/event-type.ts';
import { newRule, type NewRule } from '../../../../shared/notification-rule.ts';
import { quietUntil } from '../../../../shared/quiet-hours.ts';

const step = (afterMinutes: number) => ({ channelId: 1, afterMinutes, recipients: [] });
const minute = fc.integer({ min: 0, max: 1439 });

const rules: fc.Arbitrary<NewRule> = fc
  .record({
    organizationId: fc.option(fc.integer({ min: 1, max: 3 })),
    events: fc.subarray(eventType.options),
    alerts: fc.subarray(alertKind.options),
    leastSeverity: fc.constantFrom(...alertSeverity.options),
    quietHours: fc.option(fc.record({ fromMinute: minute, toMinute: minute })),
    criticalPasses: fc.boolean(),
    batchSeconds: fc.integer({ min: 0, max: 3600 }),
    later: fc.uniqueArray(fc.integer({ min: 1, max: 1440 }), { maxLength: 4 }),
  })
  .filter(({ events, alerts }) => events.length + alerts.length > 0)
  .map(({ later, ...rule }) =>
    newRule.parse({ ...rule, name: 'R', steps: [0, ...later.toSorted((a, b) => a - b)].map(step) }),
  );

const happenings: fc.Arbitrary<Happening> = fc
  .record({
    isAlert: fc.boolean(),
    kind: fc.constantFrom(...alertKind.options),
    type: fc.constantFrom(...eventType.options),
    severity: fc.constantFrom(...alertSeverity.options),
    organizationId: fc.integer({ min: 1, max: 3 }),
    at: fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
  })
  .map(({ isAlert, kind, type, severity, organizationId, at }) => ({
    source: isAlert ? ('alert' as const) : ('event' as const),
    sourceId: 1,
    organizationId,
    event: isAlert ? null : type,
    alert: isAlert ? kind : null,
    severity: isAlert ? severity : null,
    title: 'T',
    detail: '',
    link: null,
    at,
  }));

describe('what a rule owes for a happening', () => {
  it('is one item for each step where it hears it, and none where it does not: nothing is lost', () => {
    fc.assert(
      fc.property(rules, happenings, (rule, happening) => {
        const items = planItems(rule, happening);
        const steps = happening.source === 'alert' ? rule.steps.length : 1;
        assert.deepEqual(
          items.map((item) => item.step),
          hears(rule, happening) ? [...Array(steps).keys()] : [],
        );
      }),
    );
  });

  it('is never due before its step, never in quiet hours, and deferred to their end at the latest', () => {
    fc.assert(
      fc.property(rules, happenings, (rule, happening) => {
        for (const { step: at, readyAt, dueAt } of planItems(rule, happening)) {
          const wanted = happening.at + rule.steps[at]!.afterMinutes * 60_000;
          const passes = happening.severity === 'critical' && rule.criticalPasses;
          assert.equal(readyAt, passes ? wanted : (quietUntil(rule.quietHours, wanted) ?? wanted));
          if (!passes) assert.equal(quietUntil(rule.quietHours, readyAt), null);
          assert.equal(dueAt - readyAt, rule.batchSeconds * 1000);
        }
      }),
    );
  });

  it('is nothing of another organization, of what is not bad enough, or of a rule that is off', () => {
    const rule = newRule.parse({
      name: 'R',
      alerts: ['monitor'],
      leastSeverity: 'warning',
      steps: [step(0)],
    });
    const alert: Happening = {
      source: 'alert',
      sourceId: 1,
      organizationId: 2,
      event: null,
      alert: 'monitor',
      severity: 'warning',
      title: 'T',
      detail: '',
      link: null,
      at: 0,
    };
    assert.equal(hears(rule, alert), true);
    assert.equal(hears(rule, { ...alert, severity: 'info' }), false);
    assert.equal(hears(rule, { ...alert, alert: 'breach' }), false);
    assert.equal(hears({ ...rule, organizationId: 3 }, alert), false);
    assert.equal(hears({ ...rule, enabled: false }, alert), false);
  });

  it('is told once where a rule hears an event and the alert that it raises', () => {
    const rule = newRule.parse({
      name: 'R',
      events: ['monitor.down', 'monitor.up'],
      alerts: ['monitor'],
      steps: [step(0)],
    });
    const event = { source: 'event', sourceId: 1, organizationId: 2, alert: null, severity: null } as const;
    const rest = { title: 'T', detail: '', link: null, at: 0 };
    assert.equal(hears(rule, { ...event, ...rest, event: 'monitor.down' }), false);
    assert.equal(hears(rule, { ...event, ...rest, event: 'monitor.up' }), true);
    assert.equal(hears({ ...rule, alerts: [] }, { ...event, ...rest, event: 'monitor.down' }), true);
  });

  it('is owed at a later step only while nobody has answered', () => {
    assert.deepEqual(
      ['open', 'acknowledged', 'muted', 'resolved', null].map((state) => stillOwed(1, state)),
      [true, false, false, false, false],
    );
    assert.equal(stillOwed(0, 'resolved'), true);
  });
});

describe('a rule', () => {
  const wish = { name: 'R', alerts: ['monitor'], steps: [step(0)] };
  it('hears of something, begins at once, and goes on in order', () => {
    assert.equal(newRule.safeParse(wish).success, true);
    assert.equal(newRule.safeParse({ ...wish, alerts: [] }).success, false);
    assert.equal(newRule.safeParse({ ...wish, steps: [] }).success, false);
    assert.equal(newRule.safeParse({ ...wish, steps: [step(5)] }).success, false);
    assert.equal(newRule.safeParse({ ...wish, steps: [step(0), step(10), step(10)] }).success, false);
    assert.equal(newRule.safeParse({ ...wish, steps: [step(0), step(10), step(20)] }).success, true);
  });
});
