import type { Channel } from '../../../../../shared/channel.ts';
import { mspOrganizationId } from '../../../../../shared/organization.ts';
import type { WritableDb } from '../../../database/db.ts';
import { updateRecord } from '../../../database/records/record-repository.ts';
import { channelTable } from '../channels/channel-table.ts';

export interface ChannelHealthDeps {
  readonly db: WritableDb;
  readonly alerts: {
    raise(trouble: {
      readonly organizationId: number;
      readonly kind: 'notification';
      readonly severity: 'warning';
      readonly title: string;
      readonly detail: string;
      readonly dedupeKey: string;
      readonly link: string;
    }): void;
    clear(dedupeKey: string): unknown;
  };
}

/** So many failures in a row are no accident any more. */
const patience = 3;
const keyOf = (id: number): string => `channel/${id}`;

/** Keeps the books on a channel, and tells somebody when nothing gets through. Runs in the caller's transaction. */
export function createChannelHealth({ db, alerts }: ChannelHealthDeps) {
  return {
    sent({ id }: Channel, now: number): void {
      updateRecord(db, channelTable, id, { lastSentAt: now, failingSince: null, lastError: null });
      alerts.clear(keyOf(id));
    },
    /** @param attempts of the message that did not get through; `givenUp`: it is not tried again */
    failed(channel: Channel, words: string, attempts: number, givenUp: boolean, now: number): void {
      const { id, name, failingSince, organizationId } = channel;
      updateRecord(db, channelTable, id, { failingSince: failingSince ?? now, lastError: words });
      if (!givenUp && attempts < patience) return;
      alerts.raise({
        organizationId: organizationId ?? mspOrganizationId,
        kind: 'notification',
        severity: 'warning',
        title: `Notifications by ${name} do not get through`,
        detail: words,
        dedupeKey: keyOf(id),
        link: '/notifications',
      });
    },
    clear: (id: number) => void alerts.clear(keyOf(id)),
  };
}
