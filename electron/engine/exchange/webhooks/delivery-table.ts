import { deliveryRow, type DeliveryRow } from '../../../../shared/delivery.ts';
import { recordTable } from '../../database/records/record-table.ts';
import { maxAttempts } from './schedule.ts';

const fields = Object.keys(deliveryRow.shape) as (keyof DeliveryRow)[];
const ordered: readonly string[] = ['id', 'createdAt'];

export const deliveryTable = recordTable<DeliveryRow>({
  name: 'delivery',
  fields,
  flags: ['test'],
  moments: ['createdAt', 'updatedAt', 'nextAttemptAt', 'finishedAt'],
  computed: { maxAttempts: String(maxAttempts) },
  derived: ['maxAttempts'],
  organization: 'organizationId',
  counted: ['state', 'webhookId'],
  unordered: fields.filter((field) => !ordered.includes(field)),
});
