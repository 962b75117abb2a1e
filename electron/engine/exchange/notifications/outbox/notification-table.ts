import { notification, type Notification } from '../../../../../shared/notification.ts';
import { recordTable } from '../../../database/records/record-table.ts';

const fields = Object.keys(notification.shape) as (keyof Notification)[];
const ordered: readonly string[] = ['id', 'createdAt'];

export const notificationTable = recordTable<Notification>({
  name: 'notification',
  fields,
  json: ['recipients'],
  moments: ['createdAt', 'updatedAt', 'nextAttemptAt', 'sentAt'],
  organization: 'organizationId',
  counted: ['state'],
  unordered: fields.filter((field) => !ordered.includes(field)),
});
