import { notificationRule, type NotificationRule } from '../../../../../shared/notification-rule.ts';
import { recordTable } from '../../../database/records/record-table.ts';

const fields = Object.keys(notificationRule.shape) as (keyof NotificationRule)[];

export const ruleTable = recordTable<NotificationRule>({
  name: 'notification_rule',
  fields,
  json: ['events', 'alerts', 'quietHours', 'steps'],
  flags: ['enabled', 'criticalPasses'],
  organization: 'organizationId',
  // There are few: no list of them needs an order of its own.
  unordered: fields.filter((field) => field !== 'id'),
});
