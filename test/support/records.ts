import * as fc from 'fast-check';
import type { Article } from '../../shared/article.ts';
import type { Asset } from '../../shared/asset.ts';
import { monitorStatus, type Monitor } from '../../shared/monitor.ts';
import { monitorType, standardOptions } from '../../shared/monitor-options.ts';
import { technicianRole, type Technician } from '../../shared/organization.ts';
import { projectStatus, type Project } from '../../shared/project.ts';
import { taskStatus, type Task } from '../../shared/task.ts';
import { ticketPriority } from '../../shared/ticket.ts';
import type { Vehicle } from '../../shared/vehicle.ts';

/** Any record of each kind, as the contracts allow it. */

const id = fc.integer({ min: 1, max: 2 ** 40 });
const anyText = fc.string({ maxLength: 40, unit: 'grapheme' });
const text = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter((value) => value.trim() !== '');
const optional = fc.option(anyText);
/** Whole seconds: finer times do not travel. */
const moment = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
const day = fc
  .integer({ min: 0, max: 40_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const times = { createdAt: moment, updatedAt: moment };
const customFields = fc.dictionary(
  fc
    .string({ minLength: 1, maxLength: 9 })
    .filter((name) => !['constructor', 'prototype', '__proto__'].includes(name)),
  fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null)),
  { maxKeys: 4, noNullPrototype: true },
);

export const assets: fc.Arbitrary<Asset> = fc.record({
  id,
  organizationId: id,
  name: text,
  type: text,
  status: text,
  tag: optional,
  hostname: optional,
  manufacturer: optional,
  model: optional,
  serialNumber: optional,
  osName: optional,
  osVersion: optional,
  ipAddress: optional,
  macAddress: optional,
  location: optional,
  assignedTo: optional,
  purchaseDate: fc.option(day),
  warrantyExpires: fc.option(day),
  lastSeenAt: fc.option(moment),
  notes: anyText,
  customFields,
  source: fc.constantFrom('console', 'api', 'import', 'sample'),
  ...times,
});

export const vehicles: fc.Arbitrary<Vehicle> = fc.record({
  id,
  organizationId: id,
  name: text,
  make: optional,
  model: optional,
  year: fc.option(fc.integer({ min: 1886, max: 2200 })),
  vin: optional,
  licensePlate: optional,
  status: text,
  odometer: fc.option(fc.nat(100_000_000)),
  assignedTo: optional,
  latitude: fc.option(fc.double({ min: -90, max: 90, noNaN: true }).map((degrees) => degrees + 0)),
  longitude: fc.option(fc.double({ min: -180, max: 180, noNaN: true }).map((degrees) => degrees + 0)),
  locationAt: fc.option(moment),
  notes: anyText,
  ...times,
});

const seconds = fc.integer({ min: 5, max: 86_400 });
const share = fc.option(fc.integer({ min: 0, max: 100_000 }).map((thousandths) => thousandths / 1000));

/** How it is looked at, and when it counts as down. */
export const monitorRules = {
  interval: seconds,
  timeout: fc.integer({ min: 1, max: 300 }),
  retryInterval: seconds,
  retries: fc.integer({ min: 0, max: 20 }),
  successesToUp: fc.integer({ min: 1, max: 20 }),
  remindEvery: fc.option(fc.integer({ min: 60, max: 604_800 })),
  acceptedStatuses: fc.constantFrom('200-299', '200, 401', '100-599'),
};

export const monitors: fc.Arbitrary<Monitor> = fc.record({
  id,
  organizationId: id,
  name: text,
  type: fc.constantFrom(...monitorType.options),
  url: optional,
  hostname: optional,
  port: fc.option(fc.integer({ min: 1, max: 65_535 })),
  ...monitorRules,
  keyword: optional,
  parentId: fc.option(id),
  parentAssetId: fc.option(id),
  assetId: fc.option(id),
  groupName: optional,
  tags: fc.array(text, { maxLength: 4 }),
  paused: fc.boolean(),
  notes: anyText,
  options: fc.constant(standardOptions),
  status: fc.constantFrom(...monitorStatus.options),
  since: moment,
  error: optional,
  lastCheckedAt: fc.option(moment),
  responseTimeMs: fc.option(fc.nat()),
  uptime24h: share,
  uptime30d: share,
  uptime1y: share,
  observed30d: share,
  beats: fc.constantFrom('', 'uufd-'),
  certificateExpiresAt: fc.option(moment),
  domainExpiresAt: fc.option(moment),
  incidentId: fc.option(id),
  pushToken: optional,
  source: fc.constantFrom('console', 'api', 'import', 'sample'),
  ...times,
});

export const projects: fc.Arbitrary<Project> = fc.record({
  id,
  organizationId: id,
  name: text,
  status: fc.constantFrom(...projectStatus.options),
  ownerId: fc.option(id),
  startDate: fc.option(day),
  dueDate: fc.option(day),
  description: anyText,
  taskCount: fc.nat(),
  doneTaskCount: fc.nat(),
  ...times,
});

export const tasks: fc.Arbitrary<Task> = fc.record({
  id,
  organizationId: id,
  projectId: id,
  title: text,
  description: anyText,
  status: fc.constantFrom(...taskStatus.options),
  priority: fc.constantFrom(...ticketPriority.options),
  assigneeId: fc.option(id),
  dueDate: fc.option(day),
  position: fc.double({ noNaN: true, noDefaultInfinity: true }),
  completedAt: fc.option(moment),
  ...times,
});

export const articles: fc.Arbitrary<Article> = fc.record({
  id,
  organizationId: id,
  title: text,
  body: anyText,
  category: anyText,
  tags: fc.array(text, { maxLength: 4 }),
  status: fc.constantFrom('draft', 'published'),
  version: fc.integer({ min: 1, max: 10_000 }),
  updatedBy: anyText,
  savedAt: moment,
  ...times,
});

export const technicians: fc.Arbitrary<Technician> = fc.record({
  id,
  name: text,
  email: fc.emailAddress(),
  role: fc.constantFrom(...technicianRole.options),
  active: fc.boolean(),
  ...times,
});
