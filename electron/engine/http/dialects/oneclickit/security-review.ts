import { z } from 'zod';
import { parsePublicId } from '../../../../../shared/public-id.ts';
import { reviewCategories } from '../../../../../shared/review-rules.ts';
import {
  countedFindings,
  findingsByRule,
  type ReviewedCategory,
} from '../../../../../shared/security-review.ts';
import { defineRoute } from '../../define-route.ts';
import type { Route, ServedHandlers } from '../../route.ts';
import { emailAddress, named } from '../../wire-schemas.ts';

const score = z.int().min(0).max(100);

const reply = named(
  'OneClickITSecurityReview',
  z.strictObject({
    score: score.describe('The mean of what was checked; 0 where nothing could be'),
    categories: z.array(
      z.strictObject({
        name: z.string(),
        score: score.describe('0 where it was not checked: its issue says why'),
        issues: z.array(z.string()),
      }),
    ),
  }),
);

export function securityReviewRoutes({ reviewPerson }: ServedHandlers): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/v1/api/security-review',
      summary: 'Review the security of a person and their devices',
      scope: 'security:review',
      body: z.strictObject({
        email: emailAddress,
        devices: z.array(z.string().max(60)).max(100).default([]),
      }),
      status: 200,
      reply,
      handle({ caller, body: { email, devices } }) {
        // What is no id of a device names none, each its own.
        const ids = devices.map((device, at) => parsePublicId('device', device) ?? -1 - at);
        const review = reviewPerson(caller, email, ids);
        return { score: review.score ?? 0, categories: review.categories.map(toWire) };
      },
    }),
  ];
}

/** This wire has numbers only: what was not checked gets none of them, and says so. */
function toWire(reviewed: ReviewedCategory): z.input<typeof reply>['categories'][number] {
  const { name } = reviewCategories[reviewed.category];
  if (reviewed.status === 'not_checked')
    return { name, score: 0, issues: [`Not checked: ${reviewed.reason}`] };
  const issues = [...findingsByRule(reviewed.findings)].map(([rule, { length }]) =>
    countedFindings(rule, length),
  );
  return { name, score: reviewed.score, issues: [...issues, ...reviewed.gaps] };
}
