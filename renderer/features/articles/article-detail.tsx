import { Building2, CircleDot, Folder, Pencil, Tags } from 'lucide-react';
import type { Article, ArticleRow } from '../../../shared/article.ts';
import { Button } from '../../components/button.tsx';
import { DetailHead, EditableTitle, PropertyChip } from '../../components/detail/detail-head.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { Notice } from '../../components/notice.tsx';
import { RecordDetail } from '../../components/record-screen/record-detail.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useDraftFields } from '../../lib/draft-fields.ts';
import { absoluteTime } from '../../lib/format.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { articleDraftKey, articleFormOf } from './article-editor.tsx';
import { articles } from './article-session.ts';
import { ArticleVersions } from './article-versions.tsx';
import { describeArticleField, statusLabel } from './article-words.ts';
import { tagsText } from '../../lib/tags.ts';
import styles from './articles.module.css';

/** The open article: to read, its versions, and who changed what. */
export function ArticleDetail({ id }: { id: number }) {
  const organizations = useOrganizations();
  return (
    <RecordDetail
      session={articles}
      id={id}
      label={({ title }) => title}
      head={(article) => <ArticleHead article={article} />}
      parts={(_row, article) => [
        {
          id: 'read',
          label: 'Read',
          content: article ? (
            <Reading key={id} article={article} />
          ) : (
            <Skeleton rows={6} label="Loading the article" />
          ),
        },
        {
          id: 'versions',
          label: 'Versions',
          content: article && <ArticleVersions key={id} article={article} />,
        },
      ]}
      describe={(field) => describeArticleField(field, organizations)}
    />
  );
}

const icon = { size: 14, strokeWidth: 1.75, 'aria-hidden': true } as const;

function ArticleHead({ article }: { article: ArticleRow }) {
  const organizations = useOrganizations();
  const ask = (kind: string) => () => articles.ask(kind, [article.id]);
  return (
    <DetailHead
      noun="article"
      onClose={() => articles.cursor.open(null)}
      meta={
        <span>
          Version {article.version}, {article.updatedBy}, {absoluteTime(article.savedAt)}
        </span>
      }
      title={
        <EditableTitle
          draftKey={`article:${article.id}:title`}
          label="Title"
          value={article.title}
          maxLength={300}
          onKeep={(title) => void articles.patch([article.id], { title }, 'renamed')}
        />
      }
    >
      <Button icon={Pencil} keys="e" onClick={ask('edit')}>
        Edit the text
      </Button>
      <PropertyChip
        label="Status"
        value={statusLabel(article.status)}
        keys="s"
        onClick={ask('status')}
        icon={<CircleDot {...icon} />}
      />
      <PropertyChip
        label="Category"
        value={article.category || 'No category'}
        keys="y"
        onClick={ask('category')}
        icon={<Folder {...icon} />}
      />
      <PropertyChip
        label="Tags"
        value={tagsText(article.tags) || 'No tags'}
        keys="t"
        onClick={ask('tags')}
        icon={<Tags {...icon} />}
      />
      <PropertyChip
        label="Organization"
        value={organizations.nameOf(article.organizationId) ?? '…'}
        keys="c"
        onClick={ask('organization')}
        icon={<Building2 {...icon} />}
      />
    </DetailHead>
  );
}

function Reading({ article }: { article: Article }) {
  const draft = useDraftFields(articleDraftKey(article.id), articleFormOf(article));
  return (
    <div className={styles['reading']}>
      {draft.dirty && (
        <div className={styles['unsaved']}>
          <Notice
            tone="warn"
            title="You have been writing on this article"
            actions={
              <>
                <Button onClick={draft.clear}>Throw it away</Button>
                <Button variant="primary" keys="e" onClick={() => articles.ask('edit', [article.id])}>
                  Go on
                </Button>
              </>
            }
          >
            What you typed is kept and not saved yet. Below is what everybody reads.
          </Notice>
        </div>
      )}
      {article.body.trim() === '' ? (
        <p className={styles['facts']}>There is no text yet. Press e to write it.</p>
      ) : (
        <Markdown text={article.body} />
      )}
    </div>
  );
}
