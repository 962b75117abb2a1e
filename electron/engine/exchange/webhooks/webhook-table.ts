import { webhook, type Webhook } from '../../../../shared/webhook.ts';
import { recordTable } from '../../database/records/record-table.ts';

const deliveriesIn = (state: string): string =>
  `(SELECT coalesce(sum(n), 0) FROM record_count WHERE noun = 'delivery' AND organization_id = 0
    AND first = '=${state}' AND second = '=' || t.id)`;

export const webhookTable = recordTable<Webhook>({
  name: 'webhook',
  fields: Object.keys(webhook.shape) as (keyof Webhook)[],
  json: ['events', 'headerNames'],
  flags: ['enabled'],
  computed: { waiting: deliveriesIn('waiting'), failed: deliveriesIn('failed') },
  derived: ['waiting', 'failed'],
  organization: 'organizationId',
  // There are few: no list of them needs an order of its own.
  unordered: (Object.keys(webhook.shape) as (keyof Webhook)[]).filter((field) => field !== 'id'),
});
