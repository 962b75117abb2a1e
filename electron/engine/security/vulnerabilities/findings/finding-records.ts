import type { Finding } from '../../../../../shared/vulnerability.ts';
import type { EventRecord } from '../../../database/journal.ts';
import { createRecords, type RecordDeps, type Records } from '../../../database/records/records.ts';
import { findingTable } from './finding-table.ts';

export type FindingRecords = Records<Finding>;

/** Findings as records: their history, their tenancy, and the one event that each of them has in its life. */
export function createFindingRecords(deps: RecordDeps): FindingRecords {
  return createRecords<Finding>(deps, {
    table: findingTable,
    noun: 'finding',
    pushed: 'findings',
    event: (happened, record) => (happened === 'created' ? foundEvent(record) : undefined),
  });
}

/** `vulnerability.found`, as the outside hears of it. */
export function foundEvent(finding: Finding): EventRecord {
  return {
    type: 'vulnerability.found',
    organizationId: finding.organizationId,
    entityId: finding.id,
    data: {
      id: finding.id,
      cve: finding.cve,
      title: finding.title,
      severity: finding.severity ?? (finding.ransomware === 'known' ? 'critical' : 'high'),
      asset_id: finding.assetId,
      asset_name: finding.assetName,
      software: `${finding.softwareName} ${finding.softwareVersion}`.trim(),
      due_date: finding.dueDate,
      known_ransomware: finding.ransomware === 'known',
    },
  };
}
