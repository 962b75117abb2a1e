import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Article } from '../../../shared/article.ts';
import { Button } from '../../components/button.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { Time } from '../../components/time.tsx';
import { client } from '../../lib/client.ts';
import { cx } from '../../lib/class-names.ts';
import { plural } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { articles } from './article-session.ts';
import styles from './articles.module.css';
import { textDiff } from './text-diff.ts';

function restore(id: number, version: number): void {
  void articles.changes.change({
    ids: [id],
    patch: {},
    done: `is version ${version} again`,
    async send() {
      const { changeId, record } = await client.articles.restore({ id, version });
      return { changeIds: [changeId], rows: [record] };
    },
  });
}

/** Every state that the article had; one of them beside the present one, and the way back to it. */
export function ArticleVersions({ article }: { article: Article }) {
  const { id } = article;
  const answer = useAnswer('articles', 'versions', { id });
  const [chosen, setChosen] = useState<number | null>(null);
  if (answer.status === 'loading') return <Skeleton rows={5} label="Loading the versions" />;
  if (!answer.value) {
    return <p className={styles['note']}>The versions could not be read: {answer.error?.message}</p>;
  }
  return (
    <ol className={styles['versions']}>
      {answer.value.map((row) => (
        <li key={row.version}>
          <div className={styles['version']}>
            <div className={styles['versionText']}>
              <strong>Version {row.version}</strong>{' '}
              <span className={styles['muted']}>
                {row.savedBy}, <Time at={row.savedAt} form="moment" />
              </span>
              <div className={styles['muted']}>{row.title}</div>
            </div>
            {row.current ? (
              <span className={styles['muted']}>what is read now</span>
            ) : (
              <>
                <Button
                  variant="quiet"
                  aria-expanded={chosen === row.version}
                  onClick={() => setChosen(chosen === row.version ? null : row.version)}
                >
                  Compare<span className="visually-hidden"> version {row.version}</span>
                </Button>
                <Button variant="quiet" icon={Undo2} onClick={() => restore(id, row.version)}>
                  Restore<span className="visually-hidden"> version {row.version}</span>
                </Button>
              </>
            )}
          </div>
          {chosen === row.version && <VersionDiff article={article} version={row.version} />}
        </li>
      ))}
    </ol>
  );
}

const marks = { same: ' ', added: '+', removed: '−' };
const words = { same: '', added: 'added: ', removed: 'removed: ' };

/** What has become of an old version since: lines that came with a plus, lines that went with a minus. */
function VersionDiff({ article, version }: { article: Article; version: number }) {
  const answer = useAnswer('articles', 'version', { id: article.id, version });
  if (answer.status === 'loading') return <Skeleton rows={3} label="Loading the version" />;
  if (!answer.value) {
    return <p className={styles['note']}>The version could not be read: {answer.error?.message}</p>;
  }
  const lines = textDiff(answer.value.body, article.body);
  const isSame = lines.every(({ kind }) => kind === 'gap' || kind === 'same');
  if (isSame) return <p className={styles['note']}>The text is the same; title, category or tags differ.</p>;
  return (
    <div
      className={styles['diff']}
      role="region"
      aria-label={`What changed since version ${version}`}
      // What is higher than its place scrolls, by keyboard too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      {lines.map((line, index) =>
        line.kind === 'gap' ? (
          // Lines of a text have no identity but their place.
          <div key={index} className={styles['gap']}>
            {plural(line.lines, 'unchanged line')}
          </div>
        ) : (
          <div key={index} className={cx(styles['diffLine'], styles[line.kind])}>
            <span aria-hidden="true">{marks[line.kind]}</span>
            <span className="visually-hidden">{words[line.kind]}</span>
            {line.text || ' '}
          </div>
        ),
      )}
    </div>
  );
}
