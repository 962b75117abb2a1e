import { organization, type Organization } from '../../../shared/organization.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';
import { getRecord } from '../database/records/record-repository.ts';
import { recordTable } from '../database/records/record-table.ts';

const ofTickets = (statuses: string): string =>
  `coalesce((SELECT sum(c.n) FROM ticket_count c WHERE c.organization_id = t.id AND c.status IN (${statuses})
    AND c.priority = '' AND c.assignee_id = -1 AND c.snoozed = -1), 0)`;
const owned = (noun: string): string =>
  `coalesce((SELECT r.n FROM record_count r WHERE r.noun = '${noun}' AND r.organization_id = t.id
    AND r.first = '' AND r.second = ''), 0)`;

export const organizationTable = recordTable<Organization>({
  name: 'organization',
  fields: Object.keys(organization.shape) as (keyof Organization)[],
  flags: ['active'],
  folded: ['name'],
  organization: 'id',
  unordered: ['phone', 'address', 'notes', 'active'],
  // From the kept counts: a row or three each, however many tickets or assets there are.
  computed: {
    openTickets: ofTickets("'open', 'in_progress', 'waiting'"),
    totalTickets: ofTickets("''"),
    assets: owned('asset'),
    vehicles: owned('vehicle'),
    projects: owned('project'),
  },
});

export function getOrganization(db: ReadableDb, id: number): Organization | undefined {
  return getRecord(db, organizationTable, id);
}

export function findOrganization(db: ReadableDb, name: string): number | undefined {
  return db.get<{ id: number }>('SELECT id FROM organization WHERE name = ? COLLATE NOCASE', [name])?.id;
}

export interface OrganizationInput {
  readonly name: string;
  readonly domain: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly notes: string;
}

/** Answers the new id. The caller's transaction records why. */
export function insertOrganization(db: WritableDb, input: OrganizationInput, now: number): number {
  return db.run(
    `INSERT INTO organization (name, domain, phone, address, notes, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [input.name, input.domain, input.phone, input.address, input.notes, now, now],
  ).lastInsertRowid;
}
