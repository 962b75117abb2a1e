import { z } from 'zod';
import { mailAddress, servedChannelKind } from '../../../../../shared/channel.ts';
import { requiredText } from '../../../../../shared/identity.ts';
import { notificationSubject, notificationText } from '../../../../../shared/notification.ts';
import { defineRoute } from '../../define-route.ts';
import type { Route, ServedHandlers } from '../../route.ts';
import { named } from '../../wire-schemas.ts';

const body = named(
  'OneClickITNotification',
  z
    .strictObject({
      type: servedChannelKind,
      to: requiredText(2000)
        .describe(
          'For email one mail address; else the name of a channel that was set up at the console, or its address',
        )
        .meta({ examples: ['user@company.com'] }),
      data: z.strictObject({ subject: notificationSubject, message: notificationText }),
    })
    .check(({ value: { type, to }, issues }) => {
      if (type !== 'email' || mailAddress.safeParse(to).success) return;
      issues.push({ code: 'custom', message: 'must be one mail address', path: ['to'], input: to });
    }),
);

const reply = z.strictObject({
  success: z.literal(true),
  html: z.string().describe('The page that a mail carries, with everything escaped'),
});

/** The vendor's page knows mail; the other kinds are ours. What was not taken by the far side is a 502. */
export function notificationRoutes({ notify }: ServedHandlers): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/v1/api/notifications',
      summary: 'Send a notification',
      scope: 'notifications:send',
      creates: true,
      body,
      status: 200,
      reply,
      refusals: ['refused', 'locked', 'unavailable'],
      async ask({ caller, body: { type, to, data } }) {
        const { html } = await notify(caller, { type, to, ...data });
        return { success: true as const, html };
      },
    }),
  ];
}
