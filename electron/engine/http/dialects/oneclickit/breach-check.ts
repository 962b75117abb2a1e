import { z } from 'zod';
import { defineRoute } from '../../define-route.ts';
import type { Route, ServedHandlers } from '../../route.ts';
import { emailAddress, named } from '../../wire-schemas.ts';

const reply = named(
  'OneClickITBreachCheck',
  z.strictObject({
    breached: z.boolean(),
    breachCount: z.int().min(0),
    breaches: z
      .array(
        z.strictObject({
          name: z.string(),
          date: z.iso.date().nullable().describe('Null where no source knows it'),
          dataTypes: z.array(z.string()),
        }),
      )
      .describe('Newest first'),
  }),
);

/** Whether an address is in known breaches. No answer is better than a wrong one: 503 where a source could not be asked. */
export function breachRoutes({ breachCheck }: ServedHandlers): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/v1/api/breach-check',
      summary: 'Check an e-mail address against known breaches',
      scope: 'breach:check',
      body: z.strictObject({ email: emailAddress }),
      status: 200,
      reply,
      refusals: ['unavailable'],
      async ask({ caller, body }) {
        const found = await breachCheck(caller, body.email);
        return {
          breached: found.length > 0,
          breachCount: found.length,
          breaches: found.map(({ name, date, dataTypes }) => ({ name, date, dataTypes: [...dataTypes] })),
        };
      },
    }),
  ];
}
