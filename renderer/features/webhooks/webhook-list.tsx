import type { Webhook } from '../../../shared/webhook.ts';
import { ListBox } from '../../components/list-box.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { numberText } from '../../lib/format.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import { eventsText, healthOf, nameOfEndpoint } from './webhook-words.ts';
import cells from '../../components/list-cells.module.css';
import styles from './webhooks.module.css';

interface WebhookListProps {
  webhooks: readonly Webhook[];
  organizations: OrganizationNames;
  openId: number | null;
  onOpen: (id: number) => void;
}

/** One line an endpoint: where it is, what it hears, how it does. */
export function WebhookList({ webhooks, organizations, openId, onOpen }: WebhookListProps) {
  return (
    <div className={styles['listPlace']}>
      <ListBox
        label="Endpoints"
        className={styles['endpoints']}
        items={webhooks}
        idOf={({ id }) => id}
        openId={openId}
        onOpen={onOpen}
        heads={['Address', 'Hears', 'Of', 'Waiting', 'Failed', 'Delivered', 'Health']}
        row={(webhook) => {
          const health = healthOf(webhook);
          return (
            <>
              <span className={cells['name']} title={webhook.url}>
                {nameOfEndpoint(webhook)}
              </span>
              <span className={cells['cell']}>{eventsText(webhook.events)}</span>
              <span className={cells['cell']}>
                {webhook.organizationId === null
                  ? 'everybody'
                  : (organizations.nameOf(webhook.organizationId) ?? '…')}
              </span>
              <span className={cells['number']}>{numberText(webhook.waiting)}</span>
              <span className={cells['number']}>{numberText(webhook.failed)}</span>
              <span className={cells['cell']}>
                {webhook.lastSuccessAt === null ? 'never' : <Time at={webhook.lastSuccessAt} />}
              </span>
              <span className={cells['cell']}>
                <StateDot shape={health.shape}>{health.text}</StateDot>
              </span>
            </>
          );
        }}
      />
    </div>
  );
}
