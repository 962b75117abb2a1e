import type { HealthReport, HealthReportRow } from '../../../../shared/health-report.ts';
import type { ReadableDb, WritableDb } from '../../database/db.ts';

const columns = `id, organization_id AS organizationId, organization_name AS organizationName, from_day AS "from",
  to_day AS "to", score, created_by AS createdBy, created_at AS createdAt`;

export function insertReport(db: WritableDb, given: Omit<HealthReport, 'id'>): number {
  return db.run(
    `INSERT INTO health_report (organization_id, organization_name, from_day, to_day, score, sections, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      given.organizationId,
      given.organizationName,
      given.from,
      given.to,
      given.score,
      JSON.stringify(given.sections),
      given.createdBy,
      given.createdAt,
    ],
  ).lastInsertRowid;
}

export function getReport(db: ReadableDb, id: number): HealthReport | undefined {
  const row = db.get<HealthReportRow & { readonly sections: string }>(
    `SELECT ${columns}, sections FROM health_report WHERE id = ?`,
    [id],
  );
  return row && { ...row, sections: JSON.parse(row.sections) as HealthReport['sections'] };
}

/** Newest first; `organizationId` null for those of all. */
export function listReports(
  db: ReadableDb,
  organizationId: number | null,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { rows: HealthReportRow[]; total: number } {
  const where = organizationId === null ? '' : 'WHERE organization_id = ?';
  const bound = organizationId === null ? [] : [organizationId];
  const rows = db.all<HealthReportRow>(
    `SELECT ${columns} FROM health_report ${where} ORDER BY id DESC LIMIT ? OFFSET ?`,
    [...bound, limit, offset],
  );
  return { rows, total: db.get<{ n: number }>(`SELECT count(*) AS n FROM health_report ${where}`, bound)!.n };
}
