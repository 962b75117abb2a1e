import {
  article,
  type Article,
  type ArticleVersion,
  type ArticleVersionRow,
  type articlesContract,
} from '../../../shared/article.ts';
import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import { countsByValue } from '../database/records/record-counts.ts';
import { recordTable } from '../database/records/record-table.ts';
import { createRecords, type RecordDeps } from '../database/records/records.ts';
import { getVersion, keepVersion, listVersions } from './article-versions.ts';

export const articleTable = recordTable<Article>({
  name: 'article',
  fields: Object.keys(article.shape) as (keyof Article)[],
  json: ['tags'],
  organization: 'organizationId',
  counted: ['status', 'category'],
  unordered: ['tags', 'version', 'savedAt', 'body'],
  unlisted: ['body'],
});

/** What makes a new version when it changes. */
const content = ['title', 'body', 'category', 'tags'] as const;

function saysOtherwise(before: Article, after: Partial<Article>): boolean {
  return content.some(
    (field) => after[field] !== undefined && JSON.stringify(after[field]) !== JSON.stringify(before[field]),
  );
}

/** The knowledge base: what technicians wrote down for the next time. */
export function createArticles(deps: RecordDeps): SyncDomainHandlers<typeof articlesContract, Caller> {
  const { db, clock } = deps;
  const records = createRecords<Article>(deps, {
    table: articleTable,
    noun: 'article',
    pushed: 'articles',
    follow: (before, patch, caller, now) =>
      saysOtherwise(before, patch)
        ? { version: before.version + 1, updatedBy: caller.name, savedAt: Math.max(now, before.savedAt) }
        : { version: before.version, updatedBy: before.updatedBy, savedAt: before.savedAt },
    beforeUpdate(before, after) {
      if (after.version !== before.version) keepVersion(db, before);
    },
  });

  function versionOf(caller: Caller, id: number, version: number): ArticleVersion {
    const current = records.reach(caller, id);
    if (version === current.version) return { ...currentRow(current), ...written(current) };
    const kept = getVersion(db, id, version);
    if (!kept) throw new AppError('not_found', `Article ${id} has no version ${version}.`);
    return kept;
  }

  return {
    list(caller, { filter: { organizationId, status, category }, ...page }) {
      return records.list(caller, {
        ...page,
        equals: { ...(organizationId !== undefined && { organizationId }) },
        among: { ...(status && { status }), ...(category && { category }) },
        conditions: [],
      });
    },
    ...records.handlers,
    create: (caller, input) =>
      records.create(caller, { ...input, version: 1, updatedBy: caller.name, savedAt: clock.now() }),
    versions: (caller, input) => [currentRow(records.reach(caller, input.id)), ...listVersions(db, input.id)],
    version: (caller, input) => versionOf(caller, input.id, input.version),
    restore(caller, input) {
      const { title, body, category, tags } = versionOf(caller, input.id, input.version);
      const {
        changeId,
        records: [record],
      } = records.update(caller, [input.id], { title, body, category, tags });
      return { changeId, record: record! };
    },
    categories: (caller) =>
      countsByValue(db, articleTable, 'second', caller.organizationId).filter(({ value }) => value !== ''),
  };
}

function currentRow({ version, title, updatedBy, savedAt }: Article): ArticleVersionRow {
  return { version, title, savedBy: updatedBy, savedAt, current: true };
}

function written({ body, category, tags }: Article): Pick<ArticleVersion, 'body' | 'category' | 'tags'> {
  return { body, category, tags };
}
