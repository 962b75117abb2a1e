import type { ApiKey } from '../../../shared/api-key.ts';
import { Button } from '../../components/button.tsx';
import {
  buttonsCell,
  mutedText,
  RecordTable,
  wideOnly,
  type RecordHead,
} from '../../components/record-table.tsx';
import { Time } from '../../components/time.tsx';
import { useNow } from '../../lib/clock.ts';
import { cx } from '../../lib/class-names.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './api-keys.module.css';
import { expiryWarning, isForgotten } from './expiry.ts';
import { stateWords } from './scope-words.ts';

const heads: readonly RecordHead[] = [
  { label: 'Name' },
  { label: 'Key' },
  { label: 'Reaches', wideOnly: true },
  { label: 'Created', wideOnly: true },
  { label: 'Last used' },
  { label: 'State' },
  { label: 'Actions', quiet: true },
];

interface KeyTableProps {
  keys: readonly ApiKey[];
  onRotate: (key: ApiKey) => void;
  onRevoke: (key: ApiKey) => void;
}

export function KeyTable({ keys, onRotate, onRevoke }: KeyTableProps) {
  const organizations = useAnswer('organizations', 'names', {}).value ?? [];
  const now = useNow();
  return (
    <RecordTable heads={heads}>
      {keys.map((key) => (
        <tr key={key.id}>
          <th scope="row">
            {key.name}
            <div className={mutedText} title={key.scopes.join('\n')}>
              {key.scopes.length === 0 ? 'no scopes: ping only' : scopeText(key)}
            </div>
          </th>
          <td>
            <code>
              {key.prefix}…{key.lastFour}
            </code>
          </td>
          <td className={wideOnly}>
            {key.organizationId === null
              ? 'every organization'
              : (organizations.find(({ id }) => id === key.organizationId)?.name ?? '…')}
            <div className={mutedText}>{key.tier}</div>
          </td>
          <td className={wideOnly}>
            <Time at={key.createdAt} />
          </td>
          <td>
            {key.lastUsedAt === null ? (
              <span className={mutedText}>never</span>
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
          <td className={buttonsCell}>
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
    </RecordTable>
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
        <div className={mutedText}>
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
        <div className={mutedText}>
          <Time at={apiKey.revokedAt} form="moment" />
        </div>
      )}
      {apiKey.state === 'active' && apiKey.expiresAt !== null && (
        <div className={warning ? styles['warn'] : mutedText}>
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
