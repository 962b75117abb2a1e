import { channel, type Channel } from '../../../../../shared/channel.ts';
import { recordTable } from '../../../database/records/record-table.ts';

const notificationsIn = (state: string): string =>
  `(SELECT count(*) FROM notification WHERE channel_id = t.id AND state = '${state}')`;

const fields = Object.keys(channel.shape) as (keyof Channel)[];

export const channelTable = recordTable<Channel>({
  name: 'channel',
  fields,
  json: ['settings'],
  flags: ['enabled', 'hasSecret'],
  computed: { waiting: notificationsIn('waiting'), failed: notificationsIn('failed') },
  derived: ['waiting', 'failed'],
  organization: 'organizationId',
  // There are few: no list of them needs an order of its own.
  unordered: fields.filter((field) => field !== 'id'),
});
