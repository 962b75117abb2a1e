import { finding, type Finding } from '../../../../../shared/vulnerability.ts';
import { recordTable } from '../../../database/records/record-table.ts';

const beside = {
  assetName: 'a.name',
  softwareName: "trim(p.vendor || ' ' || p.name)",
  softwareVersion: 'b.version',
  dueDate: 'v.due_date',
  ransomware: 'v.ransomware',
  severity: 'v.severity',
  cvss: 'v.cvss',
  epss: 'v.epss',
};

export const findingTable = recordTable<Finding>({
  name: 'finding',
  fields: Object.keys(finding.shape) as (keyof Finding)[],
  moments: ['createdAt', 'updatedAt', 'until', 'decidedAt'],
  organization: 'organizationId',
  counted: ['state'],
  computed: beside,
  joined: `JOIN vulnerability v ON v.id = t.vulnerability_id JOIN software_build b ON b.id = t.build_id
    JOIN software_product p ON p.id = b.product_id LEFT JOIN asset a ON a.id = t.asset_id`,
  derived: Object.keys(beside) as (keyof Finding)[],
  unordered: Object.keys(finding.shape) as (keyof Finding)[],
});
