import { BookOpen } from 'lucide-react';
import { useMemo } from 'react';
import type { Article, ArticleFilter, ArticlePatch, ArticleRow } from '../../../shared/article.ts';
import { asks } from '../../components/record-screen/ask-action.ts';
import { manyPart, organizationPart } from '../../components/record-screen/filter-part.ts';
import type { RecordQuestions } from '../../components/record-screen/record-overlays.tsx';
import { WordPicker } from '../../components/record-screen/record-pickers.tsx';
import { RecordScreen } from '../../components/record-screen/record-screen.tsx';
import type { Action } from '../../lib/actions.ts';
import { numberText } from '../../lib/format.ts';
import type { RecordRoute } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { articleColumns } from './article-columns.tsx';
import { ArticleDetail } from './article-detail.tsx';
import { ArticleEditor } from './article-editor.tsx';
import { articles } from './article-session.ts';
import { articleFields, statusOptions } from './article-words.ts';

const group = 'Knowledge base';
const actions: readonly Action[] = [
  asks(articles, group, 'edit', 'Edit the text…', 'e'),
  asks(articles, group, 'status', 'Set status…', 's'),
  asks(articles, group, 'category', 'Set category…', 'y'),
  asks(articles, group, 'tags', 'Set tags…', 't'),
  asks(articles, group, 'organization', 'Move to organization…', 'c'),
];

const questions: RecordQuestions<ArticleRow, ArticleFilter, ArticlePatch, Article> = {
  edit: ({ ids, onClose }) => <EditArticle id={ids[0]!} onClose={onClose} />,
  status: (asked) => (
    <WordPicker
      {...asked}
      label="Status"
      options={statusOptions}
      read={({ status }) => status}
      patch={(status) => ({ status })}
    />
  ),
};

const noCategories: readonly { value: string; count: number }[] = [];

export function ArticlesScreen({ route }: { route: RecordRoute }) {
  const organizations = useOrganizations();
  const columns = useMemo(() => articleColumns(organizations), [organizations]);
  const categories = useAnswer('articles', 'categories', {}).value ?? noCategories;
  const filterParts = useMemo(
    () => [
      manyPart<ArticleFilter, 'category'>(
        'category',
        'Category',
        categories.map(({ value, count }) => ({
          value,
          label: value || 'No category',
          hint: numberText(count),
        })),
      ),
      manyPart<ArticleFilter, 'status'>('status', 'Status', statusOptions),
      organizationPart<ArticleFilter>(organizations),
    ],
    [categories, organizations],
  );
  return (
    <RecordScreen
      session={articles}
      title={group}
      icon={BookOpen}
      columns={columns}
      filterParts={filterParts}
      placeId={route.recordId}
      empty={{
        title: 'Nothing is written down yet',
        text: 'How things are done here and for each client, in Markdown. Every save keeps the version before it.',
      }}
      form={(onClose) => <ArticleEditor article={null} onClose={onClose} />}
      actions={actions}
      detail={(id) => <ArticleDetail id={id} />}
      questions={questions}
      fields={articleFields}
    />
  );
}

/** One text at a time is written: of a selection, the first. It is opened once all of it is there. */
function EditArticle({ id, onClose }: { id: number; onClose: () => void }) {
  const article = useAnswer('articles', 'get', { id }).value;
  return article ? <ArticleEditor key={id} article={article} onClose={onClose} /> : null;
}
