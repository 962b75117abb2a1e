import type { PushEvent } from '../../../../shared/events.ts';
import type { Egress } from '../../egress/egress.ts';
import { createChannels, type ChannelsDeps } from './channels/channels.ts';
import { createNotifications } from './outbox/notifications.ts';
import { forgetNotificationsBefore } from './outbox/outbox-repository.ts';
import { createPostman, type PostmanDeps } from './outbox/postman.ts';
import { createClerk, type ClerkDeps } from './rules/clerk.ts';
import { createRules } from './rules/rules.ts';
import { createSendNow } from './send-now.ts';
import { createSender } from './sending/senders.ts';

export interface NotificationRoomDeps
  extends
    Omit<ChannelsDeps, 'rulesNaming'>,
    Pick<PostmanDeps, 'log' | 'organizationName' | 'isOnline' | 'alerts' | 'random'>,
    Pick<ClerkDeps, 'troubleOf' | 'alertsAfter' | 'alertState'> {
  readonly push: (event: PushEvent) => void;
  readonly egress: Egress;
  readonly version: string;
  /** A console stands beside the engine. */
  readonly hasConsole: boolean;
  readonly secretsOpen: () => boolean;
  /** Days for which finished notifications are kept. */
  readonly keptDays: () => number;
  readonly answerWithinMs?: number;
}

const dayMs = 86_400_000;

/** People who are told of things: by which channels, by which rules, and what became of it. */
export function createNotificationRoom(deps: NotificationRoomDeps) {
  const { db, clock } = deps;
  const rules = createRules(deps);
  const channels = createChannels({ ...deps, rulesNaming: rules.naming });
  const postman = createPostman({
    ...deps,
    send: createSender({ ...deps, now: () => clock.now() }),
    secretsOf: channels.secretsOf,
  });
  const clerk = createClerk({
    ...deps,
    posted(ids) {
      deps.push({ type: 'notifications', ids: [...ids], reason: 'created' });
      postman.wake();
    },
  });
  const now = createSendNow({
    ...deps,
    postman,
    reachChannel: channels.reach,
    secretsOf: channels.secretsOf,
  });
  return {
    handlers: {
      channels: { ...channels.handlers, test: now.test },
      notificationRules: rules.handlers,
      notifications: createNotifications({ ...deps, postman }),
    },
    notify: now.notify,
    consumer: clerk.consumer,
    /** An alert was raised. */
    wake: clerk.wake,
    clerk,
    postman,
    /** Finished notifications that are past their keeping, a part at a time. */
    forgetOld(): void {
      const before = clock.now() - deps.keptDays() * dayMs;
      const goOn = (): void => {
        if (forgetNotificationsBefore(db, before)) setImmediate(goOn);
      };
      goOn();
    },
    start(): void {
      clerk.start();
      postman.start();
    },
    async stop(): Promise<void> {
      clerk.stop();
      await postman.stop();
    },
  };
}
