import type { z } from 'zod';
import type {
  HookDelivery,
  hookDeliveriesContract,
  hookDeliveryField,
  HookDeliveryRow,
} from '../../../../shared/hook-delivery.ts';
import { client, errorMessage } from '../../../lib/client.ts';
import { plural } from '../../../lib/format.ts';
import { navigate } from '../../../lib/navigation.ts';
import { createRecordSession } from '../../../lib/record-session.ts';
import { allRecords } from '../../../lib/route.ts';
import { showFailure, showToast } from '../../../lib/toasts.ts';

export type ReceivedFilter = NonNullable<z.input<(typeof hookDeliveriesContract)['list']['input']>['filter']>;

/** What the list of received events keeps. They come by themselves and are never changed, only applied again. */
export const received = createRecordSession<HookDeliveryRow, ReceivedFilter, object, HookDelivery>({
  domain: 'hookDeliveries',
  noun: 'event',
  client: {
    get: client.hookDeliveries.get,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, ...input }) =>
      client.hookDeliveries.list({
        ...input,
        sort: sort.map((by) => ({ ...by, field: by.field as z.infer<typeof hookDeliveryField> })),
      }),
  },
  nameOf: ({ event }) => event ?? 'Event',
  wholeFilter: {},
  firstSort: { by: 'id', descending: true },
  firstPart: 'effect',
  startsClosed: true,
});

/** What came in, by one connection or by all. */
export function showReceived(connectionId: number | null): void {
  received.setQuery({ filter: connectionId === null ? {} : { connectionId } });
  navigate(allRecords('hookDeliveries'));
}

/** Hands them to their handler again; what they did already is not done twice. */
export async function applyAgain(ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  try {
    const { deliveries } = await client.hookDeliveries.replay({ ids: [...ids] });
    received.rows.receive(deliveries);
    showToast(`${plural(deliveries.length, 'event')} applied again`);
  } catch (error) {
    showFailure(`Not applied again: ${errorMessage(error)}`);
  }
}
