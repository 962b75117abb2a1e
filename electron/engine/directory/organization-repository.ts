import type { Organization } from '../../../shared/organization.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';

export interface OrganizationRecord {
  readonly id: number;
  readonly name: string;
  readonly domain: string | null;
  readonly phone: string | null;
  readonly address: string | null;
  readonly notes: string;
  readonly active: number;
  readonly created_at: number;
  readonly updated_at: number;
  readonly open_tickets: number;
  readonly total_tickets: number;
  readonly assets: number;
  readonly vehicles: number;
  readonly projects: number;
}

const owned = (noun: string): string =>
  `coalesce((SELECT r.n FROM record_count r WHERE r.noun = '${noun}' AND r.organization_id = o.id
    AND r.first = '' AND r.second = ''), 0)`;

/** Numbers come from the kept counts: one row each, however many tickets or assets there are. */
const select = `SELECT o.id, o.name, o.domain, o.phone, o.address, o.notes, o.active, o.created_at, o.updated_at,
  coalesce((SELECT sum(c.n) FROM ticket_count c WHERE c.organization_id = o.id
    AND c.status IN ('open', 'in_progress', 'waiting') AND c.priority = '' AND c.assignee_id = -1 AND c.snoozed = -1), 0)
    AS open_tickets,
  coalesce((SELECT c.n FROM ticket_count c WHERE c.organization_id = o.id AND c.status = '' AND c.priority = ''
    AND c.assignee_id = -1 AND c.snoozed = -1), 0) AS total_tickets,
  ${owned('asset')} AS assets, ${owned('vehicle')} AS vehicles, ${owned('project')} AS projects
  FROM organization o`;

export function recordToOrganization(record: OrganizationRecord): Organization {
  return {
    id: record.id,
    name: record.name,
    domain: record.domain,
    phone: record.phone,
    address: record.address,
    notes: record.notes,
    active: record.active === 1,
    openTickets: record.open_tickets,
    totalTickets: record.total_tickets,
    assets: record.assets,
    vehicles: record.vehicles,
    projects: record.projects,
    createdAt: record.created_at,
    updatedAt: record.updated_at,
  };
}

export function getOrganization(db: ReadableDb, id: number): Organization | undefined {
  const record = db.get<OrganizationRecord>(`${select} WHERE o.id = ?`, [id]);
  return record && recordToOrganization(record);
}

export interface OrganizationPage {
  readonly search: string;
  readonly includeInactive: boolean;
  /** Only this one, for callers that are bound to it. */
  readonly onlyId: number | null;
  readonly offset: number;
  readonly limit: number;
}

/** By name. `search` matches the start of any word of the name. */
export function listOrganizations(
  db: ReadableDb,
  page: OrganizationPage,
): { organizations: Organization[]; total: number } {
  const escaped = page.search.trim().replaceAll(/[\\%_]/g, '\\$&');
  const where = `WHERE (:all OR o.active) AND (:only IS NULL OR o.id = :only)
    AND (:search = '' OR o.name LIKE :start ESCAPE '\\' OR o.name LIKE :word ESCAPE '\\')`;
  const parameters = {
    all: Number(page.includeInactive),
    only: page.onlyId,
    search: escaped,
    start: `${escaped}%`,
    word: `% ${escaped}%`,
  };
  const organizations = db
    .all<OrganizationRecord>(
      `${select} ${where} ORDER BY o.name COLLATE NOCASE, o.id LIMIT :limit OFFSET :offset`,
      {
        ...parameters,
        limit: page.limit,
        offset: page.offset,
      },
    )
    .map(recordToOrganization);
  const { total } = db.get<{ total: number }>(
    `SELECT count(*) AS total FROM organization o ${where}`,
    parameters,
  )!;
  return { organizations, total };
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
