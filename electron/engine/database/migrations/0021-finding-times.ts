import type { Migration } from '../migrate.ts';

/** How many findings a client had in a time is told from an index, whatever the number of its assets. */
export const findingTimes: Migration = {
  version: 21,
  name: 'finding times',
  up(raw) {
    raw.exec('CREATE INDEX finding_organization_created ON finding (organization_id, created_at);');
  },
};
