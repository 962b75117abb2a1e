import { useDeferredValue, useId } from 'react';
import type { Article } from '../../../shared/article.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { Notice } from '../../components/notice.tsx';
import { OrganizationField, WordField } from '../../components/record-screen/record-form-fields.tsx';
import { client } from '../../lib/client.ts';
import { showUndo } from '../../lib/toasts.ts';
import { useFormDraft } from '../../lib/use-form-draft.ts';
import { articles } from './article-session.ts';
import { statusOptions } from './article-words.ts';
import { readTags, tagsText } from '../../lib/tags.ts';
import styles from './articles.module.css';

interface ArticleEditorProps {
  /** Null writes a new one. */
  article: Article | null;
  onClose: () => void;
}

export const articleDraftKey = (id: number | null) => (id === null ? 'new-article' : `article:${id}`);

/** What the form starts from; `base` is the version that was read when the writing began. */
export function articleFormOf(article: Article | null) {
  return {
    title: article?.title ?? '',
    body: article?.body ?? '',
    category: article?.category ?? '',
    tags: tagsText(article?.tags ?? []),
    status: article?.status ?? 'published',
    organizationId: String(article?.organizationId ?? 1),
    base: String(article?.version ?? 0),
  };
}

/** Writes an article beside what it will look like. Nothing typed is lost until it is saved or thrown away. */
export function ArticleEditor({ article, onClose }: ArticleEditorProps) {
  const { draft, submit, field } = useFormDraft(articleDraftKey(article?.id ?? null), articleFormOf(article));
  const { values } = draft;
  // Typing comes first; the preview of a long text follows when there is time.
  const previewed = useDeferredValue(values.body);
  const textId = useId();
  const ready = values.title.trim() !== '';
  const wasSavedSince = article !== null && draft.dirty && values.base !== String(article.version);
  const save = () => {
    if (!ready || submit.busy) return;
    void submit.run(async () => {
      const written = {
        title: values.title,
        body: values.body,
        category: values.category.trim(),
        tags: readTags(values.tags),
        status: values.status === 'draft' ? ('draft' as const) : ('published' as const),
        organizationId: Number(values.organizationId),
      };
      if (article === null) {
        const { record, changeId } = await client.articles.create(written);
        articles.receiveNew(record, changeId);
      } else {
        const { records, changeId } = await client.articles.update({ ids: [article.id], patch: written });
        articles.rows.receive(records);
        showUndo(`“${written.title}” saved`, () => void articles.changes.undoById([changeId], [article.id]));
      }
      draft.clear();
      onClose();
    });
  };
  const title = article === null ? 'New article' : `Edit “${article.title}”`;
  return (
    <Dialog title={title} onClose={onClose} size="whole">
      <Form label={title} onSubmit={save}>
        <DialogBody className={styles['editor']}>
          <div className={styles['fields']}>
            <TextField label="Title" maxLength={300} required {...field('title')} />
            <TextField label="Category" maxLength={120} {...field('category')} />
            <TextField label="Tags" placeholder="vpn, printing" maxLength={1000} {...field('tags')} />
            <OrganizationField {...field('organizationId')} />
            <WordField label="Status" options={statusOptions} {...field('status')} />
          </div>
          <div className={styles['notice']}>
            {wasSavedSince && (
              <Notice tone="warn" title={`${article.updatedBy} saved version ${article.version} meanwhile`}>
                Saving puts your text in its place; theirs stays among the versions.
              </Notice>
            )}
            {submit.problem !== null && (
              <Notice tone="bad" title="Not saved">
                {submit.problem} What you typed is kept.
              </Notice>
            )}
          </div>
          <div className={styles['half']}>
            <label className={styles['halfName']} htmlFor={textId}>
              Text, in Markdown
            </label>
            <textarea
              id={textId}
              className={styles['text']}
              maxLength={500_000}
              value={values.body}
              onBlur={draft.flush}
              onChange={(event) => draft.set('body', event.target.value)}
            />
          </div>
          <div className={styles['half']}>
            <span className={styles['halfName']}>What it looks like</span>
            {/* The text may be longer than its place: the keyboard scrolls it. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <div className={styles['preview']} role="region" aria-label="Preview" tabIndex={0}>
              <Markdown text={previewed} />
            </div>
          </div>
        </DialogBody>
        <DialogActions>
          {draft.dirty && (
            <Button variant="quiet" onClick={draft.clear}>
              {article === null ? 'Start over' : 'Throw the changes away'}
            </Button>
          )}
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" type="submit" keys="mod+enter" disabled={!ready || submit.busy}>
            {article === null ? 'Create article' : 'Save'}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
