import type { Migration } from '../migrate.ts';

/** Health reports as documents, and the index by which a client's resolved tickets of a time are met. */
export const healthReports: Migration = {
  version: 17,
  name: 'health-reports',
  up(raw) {
    raw.exec(`
CREATE TABLE health_report (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  organization_id INTEGER NOT NULL,
  -- As it was called then.
  organization_name TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  score INTEGER,
  -- JSON: each section with its figures, or why there are none.
  sections TEXT NOT NULL,
  created_by TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX health_report_organization ON health_report (organization_id, id);
CREATE INDEX ticket_resolved ON ticket (organization_id, resolved_at, created_at) WHERE resolved_at IS NOT NULL;
`);
  },
};
