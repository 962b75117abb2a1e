import { z } from 'zod';
import { id, nullableId, nullableTimestamp, optionalText, requiredText, timestamp } from './identity.ts';
import { acceptedStatuses, monitorOptions, monitorType, usualStatuses } from './monitor-options.ts';
import { recordSource } from './record-source.ts';
import { equalTo } from './records.ts';

/** Only `up` and `down` are judgements; the others say why there is none. */
export const monitorStatus = z.enum([
  'up',
  'down',
  'pending',
  'paused',
  'maintenance',
  'unreachable',
  'not_observed',
]);
export type MonitorStatus = z.infer<typeof monitorStatus>;

export const checkSeconds = { least: 5, most: 86_400 } as const;
const seconds = z.int().min(checkSeconds.least).max(checkSeconds.most);

const writable = {
  organizationId: id,
  name: requiredText(200),
  type: monitorType,
  url: optionalText(2000),
  hostname: optionalText(253),
  port: z.int().min(1).max(65_535).nullable(),
  /** Seconds between checks, until a check is given up, and between the first bad check and the judgement. */
  interval: seconds,
  timeout: z.int().min(1).max(300),
  retryInterval: seconds,
  /** Bad checks in a row that are forgiven. */
  retries: z.int().min(0).max(20),
  /** Good checks in a row that bring it back up. */
  successesToUp: z.int().min(1).max(20),
  /** Seconds after which it is told again that it is still down; null for once. */
  remindEvery: z.int().min(60).max(604_800).nullable(),
  acceptedStatuses,
  /** Must stand in the answer. */
  keyword: optionalText(500),
  /** What stands before it in the network: while that is down, this is unreachable and silent. */
  parentId: nullableId,
  /** A device that stands before it in the network: while that is dead, this is unreachable and silent. */
  parentAssetId: nullableId,
  /** The device that it watches. */
  assetId: nullableId,
  groupName: optionalText(100),
  tags: z.array(requiredText(60)).max(30),
  paused: z.boolean(),
  notes: z.string().max(20_000),
  options: monitorOptions,
};

/** A percentage of the time that was observed, to three decimals; null where none was. */
const percentage = z.number().min(0).max(100).nullable();

export const monitor = z.object({
  id,
  ...writable,
  status: monitorStatus,
  /** Since when it is that. */
  since: timestamp,
  /** What the last bad check met; null while it is well. */
  error: z.string().nullable(),
  lastCheckedAt: nullableTimestamp,
  /** Of the last good check. */
  responseTimeMs: z.int().nullable(),
  uptime24h: percentage,
  uptime30d: percentage,
  uptime1y: percentage,
  /** The share of the last 30 days in which anything was known of it. */
  observed30d: percentage,
  /**
   * The last checks, the oldest first, a letter each, at most `mostBeats`: u good, f failed and forgiven so far,
   * d down, m maintenance, x unreachable, - not observed.
   */
  beats: z.string(),
  certificateExpiresAt: nullableTimestamp,
  domainExpiresAt: nullableTimestamp,
  /** The outage that is going on. */
  incidentId: nullableId,
  /** For `push`: what the address that is to be called ends in. */
  pushToken: z.string().nullable(),
  source: recordSource,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Monitor = z.infer<typeof monitor>;
export const mostBeats = 45;

export const newMonitor = z.strictObject({
  ...writable,
  organizationId: id.optional(),
  url: writable.url.default(null),
  hostname: writable.hostname.default(null),
  port: writable.port.default(null),
  interval: seconds.default(60),
  // Three checks that wait in vain end within thirty seconds of the first: an outage is told within its interval and that.
  timeout: writable.timeout.default(8),
  retryInterval: seconds.default(10),
  retries: writable.retries.default(2),
  successesToUp: writable.successesToUp.default(1),
  remindEvery: writable.remindEvery.default(null),
  acceptedStatuses: acceptedStatuses.default(usualStatuses),
  keyword: writable.keyword.default(null),
  parentId: nullableId.default(null),
  parentAssetId: nullableId.default(null),
  assetId: nullableId.default(null),
  groupName: writable.groupName.default(null),
  tags: writable.tags.default([]),
  paused: z.boolean().default(false),
  notes: writable.notes.default(''),
  options: monitorOptions.prefault({}),
});
export type NewMonitor = z.infer<typeof newMonitor>;

export const monitorPatch = z.strictObject(writable).partial();
export type MonitorPatch = z.infer<typeof monitorPatch>;

export const monitorField = monitor.keyof();
export type MonitorField = z.infer<typeof monitorField>;

export const monitorFilter = z.strictObject({
  organizationId: id.optional(),
  type: z.array(monitorType).max(10).optional(),
  status: z.array(monitorStatus).max(10).optional(),
  groupName: z.string().max(100).nullable().optional(),
  tag: z.string().max(60).optional(),
  assetId: id.optional(),
  parentId: id.optional(),
  equals: equalTo(monitorField).optional(),
});
export type MonitorFilter = z.infer<typeof monitorFilter>;
