import type {
  Article,
  ArticleField,
  ArticleFilter,
  ArticlePatch,
  ArticleRow,
} from '../../../shared/article.ts';
import { client } from '../../lib/client.ts';
import { createRecordSession } from '../../lib/record-session.ts';

/** What the knowledge base keeps. */
export const articles = createRecordSession<ArticleRow, ArticleFilter, ArticlePatch, Article>({
  domain: 'articles',
  noun: 'article',
  client: {
    get: client.articles.get,
    update: client.articles.update,
    remove: client.articles.remove,
    undo: client.articles.undo,
    // Only keys of columns that can be sorted by come here, and those are fields.
    list: ({ sort, ...input }) =>
      client.articles.list({
        ...input,
        sort: sort.map((by) => ({ ...by, field: by.field as ArticleField })),
      }),
  },
  nameOf: ({ title }) => `“${title}”`,
  wholeFilter: {},
  firstSort: { by: 'title', descending: false },
  firstPart: 'read',
});
