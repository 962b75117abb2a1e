import { z } from 'zod';
import { id, requiredText, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';
import { recordContract } from './records.ts';

/** A draft is seen in the console only. */
export const articleStatus = z.enum(['draft', 'published']);
export type ArticleStatus = z.infer<typeof articleStatus>;

const tags = z.array(requiredText(60)).max(30);

const writable = {
  organizationId: id,
  title: requiredText(300),
  /** Markdown. */
  body: z.string().max(500_000),
  /** Empty for none. */
  category: z.string().max(120),
  tags,
  status: articleStatus,
};

export const article = z.object({
  id,
  ...writable,
  /** Counts its saves from 1. */
  version: z.int(),
  /** Who saved its text last, and when. */
  updatedBy: z.string(),
  savedAt: timestamp,
  createdAt: timestamp,
  updatedAt: timestamp,
});
export type Article = z.infer<typeof article>;

/** A line of a list: everything but the text. */
export const articleRow = article.omit({ body: true });
export type ArticleRow = z.infer<typeof articleRow>;

export const newArticle = z.strictObject({
  organizationId: id.optional(),
  title: writable.title,
  body: writable.body.default(''),
  category: writable.category.default(''),
  tags: tags.default([]),
  status: articleStatus.default('published'),
});
export type NewArticle = z.infer<typeof newArticle>;

export const articlePatch = z.strictObject(writable).partial();
export type ArticlePatch = z.infer<typeof articlePatch>;

export const articleField = articleRow.keyof();
export type ArticleField = z.infer<typeof articleField>;

export const articleFilter = z.strictObject({
  organizationId: id.optional(),
  status: z.array(articleStatus).max(2).optional(),
  category: z.array(z.string().max(120)).max(30).optional(),
});
export type ArticleFilter = z.infer<typeof articleFilter>;

/** A state that an article had, or has: then `current`. */
export const articleVersionRow = z.object({
  version: z.int(),
  title: z.string(),
  savedBy: z.string(),
  savedAt: timestamp,
  current: z.boolean(),
});
export type ArticleVersionRow = z.infer<typeof articleVersionRow>;
export const articleVersion = articleVersionRow.extend({
  body: z.string(),
  category: z.string(),
  tags: z.array(z.string()),
});
export type ArticleVersion = z.infer<typeof articleVersion>;

const version = z.int().positive();
const articles = recordContract({
  row: articleRow,
  whole: article,
  created: newArticle,
  patch: articlePatch,
  filter: articleFilter.default({}),
  field: articleField,
});

/** Every change of title, text, category or tags is a new version; none is ever lost while the article is there. */
export const articlesContract = {
  ...articles,
  /** Newest first, the current one included. */
  versions: procedure(z.strictObject({ id }), z.array(articleVersionRow)),
  version: procedure(z.strictObject({ id, version }), articleVersion),
  /** Makes an old state the newest version; what stood there before is kept as one. */
  restore: procedure(z.strictObject({ id, version }), articles.create.output),
  /** Categories in use, with how many articles each has. */
  categories: procedure(z.strictObject({}), z.array(z.object({ value: z.string(), count: z.int() }))),
};
