import type { ApiKey } from '../../../shared/api-key.ts';
import type { KeySummary } from '../../../shared/usage.ts';
import { ListBox } from '../../components/list-box.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { cx } from '../../lib/class-names.ts';
import { useNow } from '../../lib/clock.ts';
import { numberText } from '../../lib/format.ts';
import type { OrganizationNames } from '../../lib/use-organizations.ts';
import cells from '../../components/list-cells.module.css';
import styles from './api-keys.module.css';
import { errorRateText, scopeText, stateOf } from './key-words.ts';

interface KeyListProps {
  keys: readonly ApiKey[];
  summaries: ReadonlyMap<number, KeySummary>;
  organizations: OrganizationNames;
  openId: number | null;
  onOpen: (id: number) => void;
}

const heads = ['Name', 'Key', 'Reaches', 'Scopes', '30 days', 'Failed', 'Last used', 'State'];

/** One line a key: what it is called, what it reaches, how much it is used, and what is wrong with it. */
export function KeyList({ keys, summaries, organizations, openId, onOpen }: KeyListProps) {
  const now = useNow();
  return (
    <div className={styles['listPlace']}>
      <ListBox
        label="API keys"
        className={styles['keys']}
        items={keys}
        idOf={({ id }) => id}
        openId={openId}
        onOpen={onOpen}
        heads={heads}
        row={(key) => {
          const { recentRequests = 0, recentErrors = 0 } = summaries.get(key.id) ?? {};
          const state = stateOf(key, now);
          return (
            <>
              <span className={cx(cells['name'], state.shape === 'gone' && styles['past'])} title={key.name}>
                {key.name}
              </span>
              <code className={styles['code']}>
                {key.prefix}…{key.lastFour}
              </code>
              <span className={cells['cell']}>
                {key.organizationId === null
                  ? 'everything'
                  : (organizations.nameOf(key.organizationId) ?? '…')}
              </span>
              <span className={cells['cell']} title={scopeText(key)}>
                {scopeText(key)}
              </span>
              <span className={cells['number']}>{numberText(recentRequests)}</span>
              <span className={cells['number']}>{errorRateText(recentRequests, recentErrors)}</span>
              <span className={cells['cell']}>
                {key.lastUsedAt === null ? 'never' : <Time at={key.lastUsedAt} />}
              </span>
              <span className={cx(cells['cell'], state.warns && styles['warn'])}>
                <StateDot shape={state.shape}>{state.text}</StateDot>
              </span>
            </>
          );
        }}
      />
    </div>
  );
}
