import type { ChannelKind, ChannelSettings } from '../../../../../shared/channel.ts';
import { createDesktopSender, type DesktopDeps } from './desktop.ts';
import { createMailSender } from './mail.ts';
import { createPoster, type PosterDeps } from './post.ts';
import type { Sender } from './sender.ts';
import { slackBody, slackRefuses } from './slack.ts';
import { teamsBody } from './teams.ts';
import { webhookPost } from './webhook.ts';

export type SenderDeps = PosterDeps & DesktopDeps;

type Senders = { readonly [K in ChannelKind]: Sender<Extract<ChannelSettings, { kind: K }>> };

/** One for each kind of channel: a kind without its sender does not compile. */
function createSenders(deps: SenderDeps): Senders {
  const post = createPoster(deps);
  return {
    email: createMailSender(deps),
    slack: (job) => post(job, { body: slackBody(job.message), refuses: slackRefuses }),
    teams: (job) => post(job, { body: teamsBody(job.message) }),
    webhook: (job) => post(job, webhookPost(job, deps.now())),
    desktop: createDesktopSender(deps),
  };
}

/** Sends by the kind of the job's channel. */
export function createSender(deps: SenderDeps): Sender {
  const senders = createSenders(deps);
  return (job) => {
    const send: Sender<never> = senders[job.settings.kind];
    return send(job as never);
  };
}
