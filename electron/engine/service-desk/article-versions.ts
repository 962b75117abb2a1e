import type { Article, ArticleVersion, ArticleVersionRow } from '../../../shared/article.ts';
import type { ReadableDb, WritableDb } from '../database/db.ts';

const rowColumns = 'version, title, saved_by AS savedBy, saved_at AS savedAt';

/** Keeps what an article said, as the version that it was. */
export function keepVersion(db: WritableDb, article: Article): void {
  db.run(
    `INSERT INTO article_version (article_id, version, title, category, tags, saved_by, saved_at, body)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      article.id,
      article.version,
      article.title,
      article.category,
      JSON.stringify(article.tags),
      article.updatedBy,
      article.savedAt,
      article.body,
    ],
  );
}

/** Former versions, newest first. */
export function listVersions(db: ReadableDb, articleId: number): ArticleVersionRow[] {
  return db
    .all<Omit<ArticleVersionRow, 'current'>>(
      `SELECT ${rowColumns} FROM article_version WHERE article_id = ? ORDER BY version DESC`,
      [articleId],
    )
    .map((row) => ({ ...row, current: false }));
}

export function getVersion(db: ReadableDb, articleId: number, version: number): ArticleVersion | undefined {
  const row = db.get<Omit<ArticleVersion, 'current' | 'tags'> & { tags: string }>(
    `SELECT ${rowColumns}, category, tags, body FROM article_version WHERE article_id = ? AND version = ?`,
    [articleId, version],
  );
  return row && { ...row, tags: JSON.parse(row.tags) as string[], current: false };
}
