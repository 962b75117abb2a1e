import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ApiKey, RevealedKey } from '../../../shared/api-key.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { useActions } from '../../lib/actions.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './api-keys.module.css';
import { KeyTable } from './key-table.tsx';
import { NewKey } from './new-key.tsx';
import { RevealKey } from './reveal-key.tsx';
import { RevokeKey } from './revoke-key.tsx';
import { RotateKey } from './rotate-key.tsx';

type Asking =
  | { readonly kind: 'new' }
  | { readonly kind: 'rotate' | 'revoke'; readonly key: ApiKey }
  | { readonly kind: 'reveal'; readonly revealed: RevealedKey };

const none: readonly ApiKey[] = [];

/** Who may use the local API, and how to let a program in. */
export function ApiKeysScreen() {
  const [asking, setAsking] = useState<Asking | null>(null);
  const answer = useAnswer('keys', 'list', {});
  const keys = answer.value ?? none;
  const close = () => setAsking(null);
  const reveal = (revealed: RevealedKey) => setAsking({ kind: 'reveal', revealed });
  useActions([
    {
      id: 'key.new',
      name: 'New API key',
      group: 'API keys',
      keys: ['w'],
      run: () => setAsking({ kind: 'new' }),
    },
  ]);
  return (
    <div className={styles['screen']}>
      <TopBar
        title="API keys"
        count={answer.value ? String(keys.length) : ''}
        actions={
          <Button
            variant="primary"
            icon={Plus}
            aria-keyshortcuts="w"
            onClick={() => setAsking({ kind: 'new' })}
          >
            New key
          </Button>
        }
      />
      <div className={styles['body']}>
        {answer.status === 'loading' && <Skeleton rows={6} label="Loading API keys" />}
        {answer.status === 'failed' && keys.length === 0 && (
          <EmptyState icon={KeyRound} title="The keys could not be read">
            {answer.error.message}
          </EmptyState>
        )}
        {answer.value && keys.length === 0 && (
          <EmptyState
            icon={KeyRound}
            title="No program may in yet"
            action={
              <Button variant="primary" keys="w" onClick={() => setAsking({ kind: 'new' })}>
                New key
              </Button>
            }
          >
            A key lets a script or another service use the local API with the scopes you grant, and nothing
            else.
          </EmptyState>
        )}
        {keys.length > 0 && (
          <KeyTable
            keys={keys}
            onRotate={(key) => setAsking({ kind: 'rotate', key })}
            onRevoke={(key) => setAsking({ kind: 'revoke', key })}
          />
        )}
      </div>
      {asking?.kind === 'new' && <NewKey onClose={close} onIssued={reveal} />}
      {asking?.kind === 'reveal' && <RevealKey revealed={asking.revealed} onClose={close} />}
      {asking?.kind === 'rotate' && <RotateKey apiKey={asking.key} onClose={close} onIssued={reveal} />}
      {asking?.kind === 'revoke' && <RevokeKey apiKey={asking.key} onClose={close} />}
    </div>
  );
}
