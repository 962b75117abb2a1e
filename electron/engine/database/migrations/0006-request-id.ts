import type { Migration } from '../migrate.ts';

/** The log knows each request by the number that its answer carried. */
export const requestId: Migration = {
  version: 6,
  name: 'request-id',
  up(raw) {
    raw.exec(`
-- The 16 bytes of a UUID; null in lines from before.
ALTER TABLE request_log ADD COLUMN request_id BLOB;
-- They begin with their time, so that new ones come at the index's end.
CREATE INDEX request_log_request ON request_log (request_id) WHERE request_id IS NOT NULL;
`);
  },
};
