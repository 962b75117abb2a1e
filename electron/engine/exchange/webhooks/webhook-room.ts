import { createDeliverer, type DelivererDeps } from './deliverer.ts';
import { createDeliveries } from './deliveries.ts';
import { forgetDeliveriesBefore } from './delivery-repository.ts';
import { createFanOut } from './fan-out.ts';
import { createWebhooks, type WebhooksDeps } from './webhooks.ts';

export interface WebhookRoomDeps
  extends Omit<WebhooksDeps, 'sender'>, Omit<DelivererDeps, 'secretsOf' | 'isOpen'> {
  readonly secretsOpen: () => boolean;
}

const dayMs = 86_400_000;

/** Events on their way to endpoints: who hears of what, the queue, and the log of it. */
export function createWebhookRoom(deps: WebhookRoomDeps) {
  const { db, clock } = deps;
  const sender = createDeliverer({
    ...deps,
    secretsOf: (webhook) => webhooks.secretsOf(webhook),
    isOpen: deps.secretsOpen,
  });
  const webhooks = createWebhooks({
    ...deps,
    sender: { wake: sender.wake, isOpen: deps.secretsOpen, clearAlerts: sender.health.clear },
  });
  return {
    handlers: {
      webhooks: webhooks.handlers,
      deliveries: createDeliveries({ ...deps, reachWebhook: webhooks.reach, wake: sender.wake }),
    },
    consumer: createFanOut({ ...deps, now: () => clock.now(), wake: sender.wake }),
    sender,
    privateHosts: webhooks.privateHosts,
    keptDays: webhooks.keptDays,
    /** Finished deliveries that are past their keeping, a part at a time. */
    forgetOld(): void {
      const before = clock.now() - webhooks.keptDays() * dayMs;
      const goOn = (): void => {
        if (forgetDeliveriesBefore(db, before)) setImmediate(goOn);
      };
      goOn();
    },
  };
}
