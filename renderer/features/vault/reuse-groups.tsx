import { plural } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './health.module.css';

const shownGroups = 10;
const shownEntries = 6;

/** Entries that share a password: whoever learns one has them all. */
export function ReuseGroups({ groups }: { groups: readonly (readonly number[])[] }) {
  if (groups.length === 0) return null;
  return (
    <section className={styles['section']}>
      <h2 className={styles['heading']}>The same password</h2>
      <ul className={styles['groups']}>
        {groups.slice(0, shownGroups).map((ids) => (
          <li key={ids.join()} className={styles['group']}>
            <span className={styles['size']}>{plural(ids.length, 'entry', 'entries')}</span>
            <span className={styles['names']}>
              {ids.slice(0, shownEntries).map((id) => (
                <EntryLink key={id} id={id} />
              ))}
              {ids.length > shownEntries && <span>and {ids.length - shownEntries} more</span>}
            </span>
          </li>
        ))}
      </ul>
      {groups.length > shownGroups && (
        <p className={styles['unknown']}>
          {plural(groups.length - shownGroups, 'more group')} with fewer entries
        </p>
      )}
    </section>
  );
}

function EntryLink({ id }: { id: number }) {
  const entry = useAnswer('entries', 'get', { id }).value;
  return (
    <button
      type="button"
      className={styles['link']}
      onClick={() => navigate({ ...allRecords('entries'), recordId: id })}
    >
      {entry?.title ?? '…'}
    </button>
  );
}
