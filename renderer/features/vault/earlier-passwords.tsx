import { History } from 'lucide-react';
import type { Entry } from '../../../shared/entry.ts';
import { Button } from '../../components/button.tsx';
import { Properties } from '../../components/detail/property-list.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { absoluteTime, plural } from '../../lib/format.ts';
import { copySecret } from '../../lib/copy-from-entry.ts';
import { ShownLine } from './secret-line.tsx';
import { SecretText } from './secret-text.tsx';
import { useRevealed } from './use-revealed.ts';
import styles from './vault.module.css';

/** What the password was before, newest first; for the router that was never told of the new one. */
export function EarlierPasswords({ entry }: { entry: Entry }) {
  const history = useRevealed(entry, ['history']);
  if (entry.earlierPasswords === 0) {
    return (
      <EmptyState icon={History} title="No earlier passwords">
        When the password is changed, the one before stays here.
      </EmptyState>
    );
  }
  return (
    <Properties>
      <Button aria-expanded={history.shown !== null} onClick={history.toggle}>
        {history.shown ? 'Hide' : 'Show'} {plural(entry.earlierPasswords, 'earlier password')}
      </Button>
      {history.shown && (
        <div className={styles['lines']}>
          {history.shown.history?.map(({ password, replacedAt }) => (
            <ShownLine
              key={`${replacedAt} ${password}`}
              label="Until"
              onCopy={() => void copySecret(password, 'Earlier password')}
              note={absoluteTime(replacedAt)}
            >
              <SecretText text={password} />
            </ShownLine>
          ))}
        </div>
      )}
    </Properties>
  );
}
