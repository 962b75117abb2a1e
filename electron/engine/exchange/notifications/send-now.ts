import type { z } from 'zod';
import type { Caller } from '../../../../shared/caller.ts';
import type { Channel, ChannelOutcome, servedChannelKind } from '../../../../shared/channel.ts';
import { AppError } from '../../../../shared/errors.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId, type Journal } from '../../database/journal.ts';
import { invalidField, mayReach, requireAdministrator, requireWriter } from '../../database/tenancy.ts';
import type { Clock } from '../../platform/clock.ts';
import { channelNamed, usableChannels } from './channels/channel-repository.ts';
import * as outbox from './outbox/outbox-repository.ts';
import type { Postman } from './outbox/postman.ts';
import { notificationHtml } from './sending/html.ts';
import type { ChannelSecrets, SendOutcome } from './sending/sender.ts';

export interface SendNowDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly postman: Pick<Postman, 'sendNow' | 'tell'>;
  readonly reachChannel: (id: number) => Channel;
  /** @throws AppError `locked` */
  readonly secretsOf: (channel: Channel) => ChannelSecrets;
  readonly organizationName: (id: number) => string | undefined;
}

export interface SendWish {
  readonly type: z.infer<typeof servedChannelKind>;
  /** A mail address, else the name or the address of a channel. */
  readonly to: string;
  readonly subject: string;
  readonly message: string;
}

/** What somebody waits for: sent once and at once, and told as it came out. Nothing of it is queued. */
export function createSendNow(deps: SendNowDeps) {
  const { db, clock, journal, postman } = deps;

  async function send(
    caller: Caller,
    wish: Omit<outbox.NewNotification, 'organizationId' | 'ruleId' | 'severity'>,
  ): Promise<{ result: SendOutcome; html: string }> {
    // Before anything is written: with a locked vault nothing is sent, and nothing is to be seen of it.
    deps.secretsOf(wish.channel);
    const organizationId = caller.organizationId ?? wish.channel.organizationId ?? mspOrganizationId;
    const notification = db.transaction(() => {
      const given = { ...wish, organizationId, ruleId: null, severity: null };
      const id = outbox.insertNotification(db, given, { now: clock.now(), nextAttemptAt: null });
      const about = { changeId: newChangeId(), entity: 'notification', entityId: id, organizationId };
      const changes = [{ field: 'channel', from: null, to: wish.channel.name }];
      journal.audit(caller, { ...about, action: 'send', changes });
      postman.tell(id);
      return outbox.getNotification(db, id)!;
    });
    const message = outbox.readMessage(db, notification, (id) => deps.organizationName(id) ?? '');
    return { result: await postman.sendNow(wish.channel, notification), html: notificationHtml(message) };
  }

  /** The channel that a caller of the API means, and whom it writes to. */
  function resolve(caller: Caller, { type, to }: SendWish): { channel: Channel; recipients: string[] } {
    const usable = usableChannels(db, type, caller.organizationId);
    if (type === 'email') {
      const [channel] = usable;
      if (!channel)
        throw new AppError(
          'unavailable',
          'No mail server is set up; an administrator does that at the console.',
        );
      return { channel, recipients: [to] };
    }
    const named = channelNamed(db, to);
    const channel =
      usable.find(({ id }) => id === named?.id) ?? usable.find((each) => deps.secretsOf(each).secret === to);
    if (!channel) throw invalidField('to', `names no ${type} channel that this key may use`);
    return { channel, recipients: [] };
  }

  return {
    /**
     * For callers of the API.
     * @throws AppError `refused` where the channel did not take it, `locked` while the vault is
     */
    async notify(caller: Caller, wish: SendWish): Promise<{ html: string }> {
      requireWriter(caller);
      const { channel, recipients } = resolve(caller, wish);
      const { subject, message } = wish;
      const { result, html } = await send(caller, { channel, recipients, origin: 'api', subject, message });
      if (result.outcome === 'aborted') throw new AppError('unavailable', 'Techbench is ending; try again.');
      if (result.outcome !== 'sent')
        throw new AppError('refused', `The channel did not take it. ${result.words}`);
      return { html };
    },

    /** Tries a channel, switched on or off. */
    async test(caller: Caller, { id, to }: { id: number; to?: string | undefined }): Promise<ChannelOutcome> {
      requireAdministrator(caller);
      if (caller.kind === 'key') throw new AppError('forbidden', 'Channels are set up at the console.');
      const channel = deps.reachChannel(id);
      if (channel.organizationId !== null && !mayReach(caller, channel.organizationId))
        throw new AppError('not_found', 'There is no such channel.');
      const { settings } = channel;
      const own = settings.kind === 'email' ? settings.recipients : [];
      const startedAt = performance.now();
      const { result } = await send(caller, {
        channel,
        recipients: to === undefined ? own : [to],
        origin: 'test',
        subject: 'A test of Techbench',
        message: `This channel, “${channel.name}”, works: what you read was sent by it.`,
      });
      const durationMs = Math.round(performance.now() - startedAt);
      const { outcome, words } = result;
      return { outcome: outcome === 'sent' || outcome === 'refused' ? outcome : 'failed', words, durationMs };
    },
  };
}
