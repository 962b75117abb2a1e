import { z } from 'zod';
import { publicId } from '../../../../../shared/public-id.ts';
import type { MonitorStatus } from '../../../../../shared/monitor.ts';
import { defineRoute } from '../../define-route.ts';
import type { Route, ServedHandlers } from '../../route.ts';
import { named, prefixed } from '../../wire-schemas.ts';

const percentage = z.number().min(0).max(100);
const targetStatus = z.enum(['up', 'down', 'pending', 'paused']);
const overallStatus = z.enum(['operational', 'degraded', 'outage']);

/** This wire has four words for what is said of a monitor: what nobody knows now is pending. */
const spelled: Readonly<Record<MonitorStatus, z.output<typeof targetStatus>>> = {
  up: 'up',
  down: 'down',
  pending: 'pending',
  unreachable: 'pending',
  not_observed: 'pending',
  paused: 'paused',
  maintenance: 'paused',
};

const reply = named(
  'OneClickITUptime',
  z.strictObject({
    targets: z.array(
      z.strictObject({
        id: prefixed('target'),
        name: z.string(),
        url: z.string(),
        status: targetStatus,
        responseTime: z.int().min(0).nullable().describe('Milliseconds; null before the first answer'),
        uptime30d: percentage.nullable().describe('Of the observed time; null while there was none'),
      }),
    ),
    overall: z.strictObject({ status: overallStatus, uptimePercentage: percentage.nullable() }),
  }),
);

export function uptimeRoutes({ targets }: ServedHandlers): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/v1/api/uptime',
      summary: 'Get the state of all targets',
      scope: 'monitors:read',
      status: 200,
      reply,
      handle({ caller }) {
        const all = targets(caller);
        const shares = all.flatMap(({ uptime30d }) => uptime30d ?? []);
        return {
          targets: all.map((target) => ({
            id: publicId('target', target.id),
            name: target.name,
            url: target.address,
            status: spelled[target.status],
            responseTime: target.responseTimeMs,
            uptime30d: target.uptime30d === null ? null : hundredths(target.uptime30d),
          })),
          overall: {
            status: overall(all.map(({ status }) => status)),
            uptimePercentage:
              shares.length === 0
                ? null
                : hundredths(shares.reduce((sum, share) => sum + share, 0) / shares.length),
          },
        };
      },
    }),
  ];
}

/** An outage is when nothing that is judged is up. */
function overall(statuses: readonly MonitorStatus[]): z.output<typeof overallStatus> {
  if (!statuses.includes('down')) return 'operational';
  return statuses.includes('up') ? 'degraded' : 'outage';
}

/** To two decimals, and never up: an outage stays visible. */
function hundredths(share: number): number {
  return Math.floor(share * 100 + 1e-6) / 100;
}
