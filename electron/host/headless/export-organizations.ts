import type { EngineClient } from '../../../shared/contract.ts';
import { writeWholeFileInParts } from '../../engine/platform/write-whole-file.ts';

const perPage = 200;

/** What an export holds of an organization, by the name of its list. Every record is whole, with its integer ids. */
type Page = (at: { readonly offset: number; readonly limit: number }) => Promise<readonly object[]>;

/**
 * Writes everything that the service desk and the inventory hold of one organization, or of all: as JSON, the lists
 * one after the other, so that no workspace is too large for it. Times are ISO 8601. No secret is in it.
 * @returns how many records of each kind
 * @throws AppError `not_found` where there is no such organization
 */
export async function exportOrganizations(
  console: EngineClient,
  wanted: { readonly organizationId: number | null; readonly file: string; readonly now: number },
): Promise<Record<string, number>> {
  const lists = listsOf(console, wanted.organizationId);
  // Asked before a file is begun.
  if (wanted.organizationId !== null) await console.organizations.get({ id: wanted.organizationId });
  const counts: Record<string, number> = {};
  async function* text(): AsyncGenerator<string> {
    yield `{"format":"techbench","version":1,"exportedAt":${JSON.stringify(new Date(wanted.now))}`;
    for (const [name, page] of Object.entries(lists)) {
      let count = 0;
      yield `,\n"${name}":[`;
      for (;;) {
        // oxlint-disable-next-line no-await-in-loop -- page after page
        const records = await page({ offset: count, limit: perPage });
        yield records.map((record, at) => `${count + at > 0 ? ',' : ''}\n${asJson(record)}`).join('');
        count += records.length;
        if (records.length < perPage) break;
      }
      counts[name] = count;
      yield ']';
    }
    yield '}\n';
  }
  await writeWholeFileInParts(wanted.file, text());
  return counts;
}

function listsOf(console: EngineClient, organizationId: number | null): Record<string, Page> {
  const filter = organizationId === null ? {} : { organizationId };
  const sort = [{ field: 'id' as const }];
  return {
    organizations: async (page) =>
      organizationId === null
        ? (await console.organizations.list({ ...page, sort })).organizations
        : page.offset === 0
          ? [await console.organizations.get({ id: organizationId })]
          : [],
    tickets: async (page) => {
      const { rows } = await console.tickets.list({ ...page, view: 'all', filter, descending: false });
      return Promise.all(rows.map(({ id }) => console.tickets.get({ id })));
    },
    assets: async (page) => (await console.assets.list({ ...page, filter, sort })).rows,
    vehicles: async (page) => (await console.vehicles.list({ ...page, filter, sort })).rows,
    projects: async (page) => {
      const { rows } = await console.projects.list({ ...page, filter, sort });
      return Promise.all(rows.map(async (row) => ({ ...row, tasks: await tasksOf(console, row.id) })));
    },
    articles: async (page) => {
      const { rows } = await console.articles.list({ ...page, filter, sort });
      return Promise.all(rows.map(({ id }) => console.articles.get({ id })));
    },
  };
}

async function tasksOf(console: EngineClient, projectId: number): Promise<object[]> {
  const tasks: object[] = [];
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- page after page
    const { rows } = await console.tasks.list({
      filter: { projectId },
      sort: [{ field: 'id' }],
      offset: tasks.length,
      limit: perPage,
    });
    tasks.push(...rows);
    if (rows.length < perPage) return tasks;
  }
}

/** Times of a record and of the records in it; what customers named their fields is left alone. */
function asJson(record: object): string {
  return JSON.stringify(withTimes(record));
}

function withTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTimes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => {
      if (name === 'customFields') return [name, held as unknown];
      if (typeof held === 'number' && isTime(name)) return [name, new Date(held).toISOString()];
      return [name, withTimes(held)];
    }),
  );
}

function isTime(name: string): boolean {
  return name.endsWith('At') || name === 'snoozedUntil';
}
