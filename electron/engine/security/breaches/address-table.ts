import { breachAddress, type BreachAddress } from '../../../../shared/breach.ts';
import { recordTable } from '../../database/records/record-table.ts';

const fields = Object.keys(breachAddress.shape) as (keyof BreachAddress)[];
const ordered: readonly string[] = ['id', 'email', 'checkedAt', 'createdAt', 'updatedAt'];

export const addressTable = recordTable<BreachAddress>({
  name: 'breach_address',
  fields,
  flags: ['watched'],
  organization: 'organizationId',
  counted: ['standing'],
  unordered: fields.filter((field) => !ordered.includes(field)),
});
