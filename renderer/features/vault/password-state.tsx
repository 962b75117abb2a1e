import type { Entry } from '../../../shared/entry.ts';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { plural } from '../../lib/format.ts';
import { strengthOf } from './entry-words.ts';
import styles from './vault.module.css';

/** How well a password is kept: strength, age, whether it is used elsewhere, whether it is known to be lost. */
export function PasswordState({ entry }: { entry: Entry }) {
  const { label, shape } = strengthOf(entry);
  return (
    <span className={styles['state']}>
      <StateDot shape={shape}>{label}</StateDot>
      {entry.reused > 0 && (
        <StateDot shape="warn">same as {plural(entry.reused, 'other entry', 'other entries')}</StateDot>
      )}
      {entry.breached === true && <StateDot shape="bad">in a known breach</StateDot>}
      {entry.breached === null && <span>breaches not checked</span>}
      {entry.passwordChangedAt !== null && (
        <span>
          set <Time at={entry.passwordChangedAt} />
        </span>
      )}
    </span>
  );
}
