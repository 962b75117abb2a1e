import type { ArticlePatch, ArticleRow, ArticleStatus } from '../../../shared/article.ts';
import { recordWords, type ChangedField, type FieldWords } from '../../lib/change-words.ts';
import { fieldsOf, type RecordField } from '../../lib/record-field.ts';
import { readTags, tagsText } from '../../lib/tags.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';

const statusLabels: Record<ArticleStatus, string> = { published: 'Published', draft: 'Draft' };

export const statusLabel = (status: ArticleStatus) => statusLabels[status];
export const statusOptions: readonly { value: ArticleStatus; label: string }[] = [
  { value: 'published', label: statusLabels.published },
  { value: 'draft', label: statusLabels.draft },
];

const { line } = fieldsOf<ArticleRow, ArticlePatch>();

/** What can be set in many articles at once. */
export const articleFields: readonly RecordField<ArticleRow, ArticlePatch>[] = [
  line('category', 'Category', 120),
  {
    id: 'tags',
    label: 'Tags',
    maxLength: 1000,
    type: 'text',
    mono: false,
    hint: 'With commas between them.',
    read: ({ tags }) => (tags.length === 0 ? null : tagsText(tags)),
    patch: (text) => ({ tags: readTags(text ?? '') }),
  },
];

/** One changed field of an article in the technician's words. */
export function describeArticleField(
  field: ChangedField,
  organizations: Pick<OrganizationNames, 'nameOf'>,
): FieldWords {
  return recordWords(
    field,
    { body: 'Text', category: 'Category', tags: 'Tags', version: 'Version' },
    {
      status: (value) => (value === 'draft' ? statusLabels.draft : statusLabels.published),
      tags: (value) => (Array.isArray(value) && value.length > 0 ? tagsText(value.map(String)) : 'none'),
      organizationId: (value) => organizations.nameOf(Number(value)) ?? `organization ${String(value)}`,
    },
  );
}
