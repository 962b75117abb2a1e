import { z } from 'zod';
import { id, requiredText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { equalTo, sortBy } from './records.ts';

/** The MSP itself; it owns what belongs to no client. */
export const mspOrganizationId = 1;

export const organization = z.object({
  id,
  name: z.string(),
  domain: z.string().nullable(),
  phone: z.string().nullable(),
  address: z.string().nullable(),
  notes: z.string(),
  active: z.boolean(),
  /** Tickets that are neither resolved nor closed; kept, not counted. */
  openTickets: z.int(),
  totalTickets: z.int(),
  /** What it owns; kept as well. */
  assets: z.int(),
  vehicles: z.int(),
  projects: z.int(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Organization = z.infer<typeof organization>;

export const organizationField = organization
  .omit({ openTickets: true, totalTickets: true, assets: true, vehicles: true, projects: true })
  .keyof();

const organizationFields = {
  name: requiredText(200),
  domain: z.string().max(253).nullable().default(null),
  phone: z.string().max(60).nullable().default(null),
  address: z.string().max(1000).nullable().default(null),
  notes: z.string().max(20_000).default(''),
};
export const newOrganization = z.strictObject(organizationFields);
export const organizationPatch = z.strictObject({
  name: requiredText(200).optional(),
  domain: z.string().max(253).nullable().optional(),
  phone: z.string().max(60).nullable().optional(),
  address: z.string().max(1000).nullable().optional(),
  notes: z.string().max(20_000).optional(),
  active: z.boolean().optional(),
});

/** Just enough to name an organization anywhere. */
export const organizationName = z.object({ id, name: z.string(), active: z.boolean() });
export type OrganizationName = z.infer<typeof organizationName>;

export const organizationsContract = {
  /** By name unless it is said otherwise; `search` is full text: words match from their start. */
  list: procedure(
    z.strictObject({
      search: z.string().max(200).default(''),
      includeInactive: z.boolean().default(true),
      filter: z.strictObject({ equals: equalTo(organizationField).default({}) }).prefault({}),
      sort: sortBy(organizationField).default([]),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(100),
    }),
    z.object({ organizations: z.array(organization), total: z.int() }),
  ),
  get: procedure(z.strictObject({ id }), organization),
  /** All names, for pickers and the palette. */
  names: procedure(z.strictObject({}), z.array(organizationName)),
  create: procedure(newOrganization, organization),
  update: procedure(z.strictObject({ id, patch: organizationPatch }), organization),
};

export const technicianRole = z.enum(['administrator', 'technician', 'read_only']);
export type TechnicianRole = z.infer<typeof technicianRole>;

export const technician = z.object({
  id,
  name: z.string(),
  email: z.string(),
  role: technicianRole,
  active: z.boolean(),
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Technician = z.infer<typeof technician>;

export const technicianField = technician.keyof();

export const techniciansContract = {
  list: procedure(z.strictObject({}), z.array(technician)),
  /** One page, by name unless it is said otherwise; `search` is full text. */
  find: procedure(
    z.strictObject({
      search: z.string().max(200).default(''),
      filter: z.strictObject({ equals: equalTo(technicianField).default({}) }).prefault({}),
      sort: sortBy(technicianField).default([]),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(200).default(100),
    }),
    z.object({ rows: z.array(technician), total: z.int() }),
  ),
  create: procedure(
    z.strictObject({
      name: requiredText(120),
      email: z.email().max(254),
      role: technicianRole.default('technician'),
    }),
    technician,
  ),
  update: procedure(
    z.strictObject({
      id,
      patch: z.strictObject({
        name: requiredText(120).optional(),
        email: z.email().max(254).optional(),
        role: technicianRole.optional(),
        active: z.boolean().optional(),
      }),
    }),
    technician,
  ),
};

/** What this installation is: the MSP's name and who sits at the console. `null` until first run is done. */
export const workspace = z.object({
  name: z.string(),
  me: technician,
  /** True while no ticket exists: the console offers sample data or an import. */
  empty: z.boolean(),
});
export type Workspace = z.infer<typeof workspace>;

export const workspaceContract = {
  get: procedure(z.strictObject({}), workspace.nullable()),
  /** First run: names the MSP and its first administrator. Refused once done. */
  setUp: procedure(
    z.strictObject({
      organizationName: requiredText(200),
      technicianName: requiredText(120),
      technicianEmail: z.email().max(254),
    }),
    workspace,
  ),
  /** Fills a new workspace with the sample MSP. Refused when it already holds tickets. */
  loadSample: procedure(z.strictObject({}), workspace),
  rename: procedure(z.strictObject({ name: requiredText(200) }), workspace),
  /** Who sits at the console now. */
  switchTechnician: procedure(z.strictObject({ id }), workspace),
};
