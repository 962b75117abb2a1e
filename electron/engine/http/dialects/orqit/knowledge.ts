import { z } from 'zod';
import { AppError } from '../../../../../shared/errors.ts';
import { article, articlePatch, articleRow, newArticle } from '../../../../../shared/article.ts';
import { defineRoute } from '../../define-route.ts';
import { integerId, wholeNumber } from '../../parameters.ts';
import type { Route, ServedHandlers } from '../../route.ts';
import { moment, numeric, structured, wireTable } from '../../wire-table.ts';
import { envelope, wrap } from './envelope.ts';
import { listRoute } from './list.ts';

const listed = {
  id: 'id',
  organizationId: 'organizationId',
  title: 'title',
  category: 'category',
  tags: 'tags',
  version: 'version',
  updatedBy: 'updatedBy',
  createdAt: 'createdAt',
  updatedAt: 'updatedAt',
} as const;

const spelled = {
  id: numeric(article.shape.id),
  organizationId: numeric(article.shape.organizationId),
  version: numeric(article.shape.version),
  tags: structured(article.shape.tags),
  createdAt: moment('always'),
  updatedAt: moment('always'),
};
const common = { created: newArticle, patch: articlePatch, unknown: 'refused', spelled } as const;

/** A line of the list, and a whole article with its Markdown. */
export const articleRowTable = wireTable({
  ...common,
  title: 'OrqitArticleRow',
  record: articleRow,
  names: listed,
});
export const articleTable = wireTable({
  ...common,
  title: 'OrqitArticle',
  record: article,
  names: { ...listed, body: 'body' },
});

const path = '/api/public/v1/kb';
const missing = 'There is no such article.';

/** What is published; drafts stay in the console. */
export function knowledgeRoutes({ articles }: ServedHandlers): Route[] {
  return [
    listRoute({
      path,
      summary: 'List knowledge base articles',
      scope: 'kb:read',
      group: 'kb',
      query: { category: z.string().max(120).optional(), organizationId: wholeNumber().optional() },
      names: listed,
      entry: articleRowTable.served,
      page(caller, { asked: { category, organizationId }, ...page }) {
        const { rows, total } = articles.list(caller, {
          ...page,
          filter: {
            status: ['published'],
            ...(category !== undefined && { category: [category] }),
            ...(organizationId !== undefined && { organizationId }),
          },
        });
        return { rows: rows.map(articleRowTable.toWire), total };
      },
    }),
    defineRoute({
      method: 'GET',
      path: `${path}/:id`,
      summary: 'Get an article',
      scope: 'kb:read',
      group: 'kb',
      kept: true,
      params: { id: integerId(missing) },
      status: 200,
      reply: envelope(articleTable.served),
      handle({ caller, params }) {
        const found = articles.get(caller, params);
        if (found.status !== 'published') throw new AppError('not_found', missing);
        return wrap(articleTable.toWire(found));
      },
    }),
  ];
}
