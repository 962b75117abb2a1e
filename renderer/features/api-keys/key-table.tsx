import type { ApiKey } from '../../../shared/api-key.ts';
import { Button } from '../../components/button.tsx';
import { Time } from '../../components/time.tsx';
import { useNow } from '../../lib/clock.ts';
import { cx } from '../../lib/class-names.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './api-keys.module.css';
import { expiryWarning, isForgotten } from './expiry.ts';
import { stateWords } from './scope-words.ts';

interface KeyTableProps {
  keys: readonly ApiKey[];
  onRotate: (key: ApiKey) => void;
  onRevoke: (key: ApiKey) => void;
}

export function KeyTable({ keys, onRotate, onRevoke }: KeyTableProps) {
  const organizations = useAnswer('organizations', 'names', {}).value ?? [];
  const now = useNow();
  return (
    <table className={styles['table']}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Key</th>
          <th scope="col" className={styles['wideOnly']}>
            Reaches
          </th>
          <th scope="col" className={styles['wideOnly']}>
            Created
          </th>
          <th scope="col">Last used</th>
          <th scope="col">State</th>
          <th scope="col">
            <span className="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <th scope="row">
              {key.name}
              <div className={styles['muted']} title={key.scopes.join('\n')}>
                {key.scopes.length === 0 ? 'no scopes: ping only' : scopeText(key)}
              </div>
            </th>
            <td>
              <code>
                {key.prefix}…{key.lastFour}
              </code>
            </td>
            <td className={styles['wideOnly']}>
              {key.organizationId === null
                ? 'every organization'
                : (organizations.find(({ id }) => id === key.organizationId)?.name ?? '…')}
              <div className={styles['muted']}>{key.tier}</div>
            </td>
            <td className={styles['wideOnly']}>
              <Time at={key.createdAt} />
            </td>
            <td>
              {key.lastUsedAt === null ? (
                <span className={styles['muted']}>never</span>
              ) : (
                <Time at={key.lastUsedAt} />
              )}
              {key.state === 'active' && isForgotten(key.lastUsedAt, key.createdAt, now) && (
                <div className={styles['warn']}>unused for 90 days</div>
              )}
            </td>
            <td>
              <State apiKey={key} now={now} />
            </td>
            <td className={styles['buttons']}>
              {key.state !== 'revoked' && key.state !== 'expired' && (
                <>
                  {key.state === 'active' && (
                    <Button variant="quiet" aria-label={`Rotate ${key.name}`} onClick={() => onRotate(key)}>
                      Rotate
                    </Button>
                  )}
                  <Button variant="quiet" aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>
                    Revoke
                  </Button>
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function scopeText({ scopes }: ApiKey): string {
  const [first, second, ...more] = scopes;
  return [first, second].filter(Boolean).join(', ') + (more.length > 0 ? ` and ${more.length} more` : '');
}

function State({ apiKey, now }: { apiKey: ApiKey; now: number }) {
  const warning = expiryWarning(apiKey.expiresAt, now);
  return (
    <>
      <span className={cx(styles['state'], styles[apiKey.state])}>{stateWords[apiKey.state]}</span>
      {apiKey.state === 'rotating' && (
        <div className={styles['muted']}>
          {apiKey.overlapEndsAt === null ? (
            'until revoked'
          ) : (
            <>
              until <Time at={apiKey.overlapEndsAt} form="moment" />
            </>
          )}
        </div>
      )}
      {apiKey.revokedAt !== null && (
        <div className={styles['muted']}>
          <Time at={apiKey.revokedAt} form="moment" />
        </div>
      )}
      {apiKey.state === 'active' && apiKey.expiresAt !== null && (
        <div className={warning ? styles['warn'] : styles['muted']}>
          {warning ?? (
            <>
              until <Time at={apiKey.expiresAt} form="moment" />
            </>
          )}
        </div>
      )}
    </>
  );
}
