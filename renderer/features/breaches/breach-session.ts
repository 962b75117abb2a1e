import type { z } from 'zod';
import type { BreachAddress, BreachReport } from '../../../shared/breach.ts';
import type { breachAddressField, BreachAddressFilter } from '../../../shared/breaches-contract.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { createRecordSession } from '../../lib/record-session.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { standingText } from './breach-words.ts';

/** What the screen of breaches keeps. Addresses come by checks, and what is known of them is never written by hand. */
export const breaches = createRecordSession<BreachAddress, BreachAddressFilter, object, BreachReport>({
  domain: 'breaches',
  noun: 'address',
  client: {
    get: client.breaches.get,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, ...input }) =>
      client.breaches.list({
        ...input,
        sort: sort.map((by) => ({ ...by, field: by.field as z.infer<typeof breachAddressField> })),
      }),
  },
  nameOf: ({ email }) => email,
  wholeFilter: {},
  firstSort: { by: 'email', descending: false },
  firstPart: 'breaches',
  startsClosed: true,
});

/** The addresses that are worked on, as far as they are known here. */
export const targets = (): readonly BreachAddress[] =>
  breaches.cursor.targetIds().flatMap((id) => breaches.rows.get(id) ?? []);

async function tried(work: () => Promise<string>, failed: string): Promise<void> {
  try {
    showToast(await work());
  } catch (error) {
    showFailure(`${failed}: ${errorMessage(error)}`);
  }
}

/** One at once; several as a run. */
export async function checkAgain(): Promise<void> {
  const rows = targets();
  const [first] = rows;
  if (!first) return;
  const { organizationId, email } = first;
  await tried(async () => {
    if (rows.length === 1) {
      const report = await client.breaches.check({ organizationId, email });
      breaches.rows.receive([report]);
      return `${email}: ${standingText(report).toLowerCase()}`;
    }
    const mine = rows.filter((row) => row.organizationId === organizationId);
    await client.breaches.startRun({ organizationId, emails: mine.map((row) => row.email) });
    return `${mine.length} addresses are checked`;
  }, 'Not checked');
}

/** On the list where one of them is not, off it where all are. */
export async function turnWatch(): Promise<void> {
  const rows = targets();
  if (rows.length === 0) return;
  const missing = rows.filter(({ watched }) => !watched);
  await tried(async () => {
    if (missing.length === 0) {
      await client.breaches.unwatch({ ids: rows.map(({ id }) => id) });
      return rows.length === 1
        ? `${rows[0]!.email} is not watched any more`
        : `${rows.length} addresses are not watched any more`;
    }
    for (const organizationId of new Set(missing.map((row) => row.organizationId))) {
      const emails = missing.filter((row) => row.organizationId === organizationId).map(({ email }) => email);
      await client.breaches.watch({ organizationId, emails });
    }
    return missing.length === 1
      ? `${missing[0]!.email} is watched`
      : `${missing.length} addresses are watched`;
  }, 'Not changed');
}

export async function cancelRun(id: number): Promise<void> {
  await tried(async () => {
    const run = await client.breaches.cancelRun({ id });
    return `Called off: ${run.notChecked} of ${run.total} were not checked`;
  }, 'Not called off');
}

export async function heed(id: number): Promise<void> {
  await tried(async () => {
    await client.breaches.heed({ ids: [id] });
    return 'Heeded again';
  }, 'Not changed');
}
