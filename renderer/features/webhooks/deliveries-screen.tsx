import { RotateCw, Send, Webhook as WebhookIcon } from 'lucide-react';
import { useMemo } from 'react';
import type { Delivery, DeliveryFilter, DeliveryRow } from '../../../shared/delivery.ts';
import { eventType } from '../../../shared/event-type.ts';
import { Button, narrowLabel } from '../../components/button.tsx';
import { manyPart, onePart, organizationPart } from '../../components/record-screen/filter-part.ts';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import type { Action } from '../../lib/actions.ts';
import { navigate } from '../../lib/navigation.ts';
import type { RecordRoute } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations, type OrganizationNames } from '../../lib/use-organizations.ts';
import { deliveryColumns } from './delivery-columns.tsx';
import { DeliveryDetail } from './delivery-detail.tsx';
import { deliveries, sendAgain } from './delivery-session.ts';
import { RecoverForm } from './recover-form.tsx';
import { errorLabels, nameOfEndpoint, stateLabels } from './webhook-words.ts';

const group = 'Deliveries';
const askRecover = () => deliveries.ask('recover', []);
const showEndpoints = () => navigate({ screen: 'webhooks', webhookId: null });

const actions: readonly Action[] = [
  {
    id: 'delivery.retry',
    name: 'Send again',
    group,
    keys: ['r'],
    keywords: 'retry replay',
    when: () => deliveries.cursor.targetIds().length > 0,
    run: () => void sendAgain(deliveries.cursor.targetIds()),
  },
  { id: 'delivery.recover', name: 'Send failed ones again…', group, keys: ['shift+r'], run: askRecover },
  { id: 'delivery.endpoints', name: 'Go to the endpoints', group, keys: ['l'], run: showEndpoints },
];

const options = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** What all endpoints are called, by id. */
function useEndpoints(): ReadonlyMap<number, string> {
  const rows = useAnswer('webhooks', 'list', { limit: 200 }).value?.rows;
  return useMemo(() => new Map(rows?.map((each) => [each.id, nameOfEndpoint(each)])), [rows]);
}

function filterPartsOf(organizations: OrganizationNames, endpoints: ReadonlyMap<number, string>) {
  return [
    manyPart<DeliveryFilter, 'state'>('state', 'State', options(stateLabels)),
    onePart<DeliveryFilter, 'webhookId'>(
      'webhookId',
      'Endpoint',
      [...endpoints].map(([value, label]) => ({ value, label })),
    ),
    manyPart<DeliveryFilter, 'event'>(
      'event',
      'Event',
      eventType.options.map((value) => ({ value, label: value })),
    ),
    manyPart<DeliveryFilter, 'error'>('error', 'Trouble', options(errorLabels)),
    organizationPart<DeliveryFilter>(organizations),
  ];
}

const questions: RecordQuestions<DeliveryRow, DeliveryFilter, object, Delivery> = {
  recover: ({ session, onClose }) => (
    <Recover webhookId={session.use.getState().query.filter.webhookId ?? null} onClose={onClose} />
  ),
};

function Recover({ webhookId, onClose }: { webhookId: number | null; onClose: () => void }) {
  return <RecoverForm endpoints={useEndpoints()} webhookId={webhookId} onClose={onClose} />;
}

/** Everything that was sent, is on its way or was given up, with what each attempt came to. */
export function DeliveriesScreen({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const endpoints = useEndpoints();
  const columns = useMemo(() => deliveryColumns(organizations, endpoints), [organizations, endpoints]);
  const filterParts = useMemo(() => filterPartsOf(organizations, endpoints), [organizations, endpoints]);
  return (
    <RecordScreen
      session={deliveries}
      title={group}
      icon={Send}
      columns={columns}
      filterParts={filterParts}
      placeId={route.recordId}
      buttons={
        <>
          <Button icon={WebhookIcon} keys="l" onClick={showEndpoints}>
            <span className={narrowLabel}>Endpoints</span>
          </Button>
          <Button icon={RotateCw} aria-keyshortcuts="Shift+R" onClick={askRecover}>
            <span className={narrowLabel}>Recover…</span>
          </Button>
        </>
      }
      empty={{
        title: 'Nothing was sent yet',
        text: 'Each event that an endpoint hears is listed here, with every attempt and what it was answered.',
      }}
      actions={actions}
      detail={(id) => <DeliveryDetail id={id} endpoints={endpoints} />}
      questions={questions}
    />
  );
}
