import type { Delivery, DeliveryFilter, DeliveryRow, deliveryField } from '../../../shared/delivery.ts';
import type { z } from 'zod';
import { client, errorMessage } from '../../lib/client.ts';
import { plural } from '../../lib/format.ts';
import { createRecordSession } from '../../lib/record-session.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';

/** What the delivery log keeps. Deliveries come by themselves and are never changed, only sent again. */
export const deliveries = createRecordSession<DeliveryRow, DeliveryFilter, object, Delivery>({
  domain: 'deliveries',
  noun: 'delivery',
  client: {
    get: client.deliveries.get,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, ...input }) =>
      client.deliveries.list({
        ...input,
        sort: sort.map((by) => ({ ...by, field: by.field as z.infer<typeof deliveryField> })),
      }),
  },
  nameOf: ({ event }) => event,
  wholeFilter: {},
  firstSort: { by: 'id', descending: true },
  firstPart: 'attempts',
  startsClosed: true,
});

/** Sends them again now, whatever became of them. */
export async function sendAgain(ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  try {
    const { deliveries: rows } = await client.deliveries.retry({ ids: [...ids] });
    deliveries.rows.receive(rows);
    showToast(`${plural(rows.length, 'delivery')} sent again`);
  } catch (error) {
    showFailure(`Not sent again: ${errorMessage(error)}`);
  }
}
