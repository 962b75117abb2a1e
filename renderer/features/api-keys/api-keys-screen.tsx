import { KeyRound, ScrollText } from 'lucide-react';
import { useState } from 'react';
import type { ApiKey, RevealedKey } from '../../../shared/api-key.ts';
import type { KeySummary } from '../../../shared/usage.ts';
import { AddButton, AddFirst } from '../../components/add-button.tsx';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Listed } from '../../components/listed.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { DetailBody, Screen } from '../../components/screen.tsx';
import { useActions } from '../../lib/actions.ts';
import { useNow } from '../../lib/clock.ts';
import { closeAction } from '../../lib/close-action.ts';
import { navigate } from '../../lib/navigation.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import styles from './api-keys.module.css';
import { KeyDetail } from './key-detail.tsx';
import { KeyList } from './key-list.tsx';
import { attentionText } from './key-words.ts';
import { NewKey } from './new-key.tsx';
import { RevealKey } from './reveal-key.tsx';
import { RevokeKey } from './revoke-key.tsx';
import { RotateKey } from './rotate-key.tsx';

type Asking =
  | { readonly kind: 'new' }
  | { readonly kind: 'rotate' | 'revoke'; readonly key: ApiKey }
  | { readonly kind: 'reveal'; readonly revealed: RevealedKey };

const none: readonly ApiKey[] = [];
const noSummaries: readonly KeySummary[] = [];
const show = (keyId: number | null) => navigate({ screen: 'keys', keyId });
const showLog = () => navigate({ screen: 'requests', keyId: null });

/** Who may use the local API, what each does there, and how to let a program in. */
export function ApiKeysScreen({ keyId }: { keyId: number | null }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const answer = useAnswer('keys', 'list', {});
  const summaries = useAnswer('usage', 'summaries', {}).value ?? noSummaries;
  const organizations = useOrganizations();
  const now = useNow();
  const keys = answer.value ?? none;
  const open = keys.find(({ id }) => id === keyId);
  const attention = attentionText(keys, now);
  const close = () => setAsking(null);
  const add = () => setAsking({ kind: 'new' });
  const reveal = (revealed: RevealedKey) => setAsking({ kind: 'reveal', revealed });
  useActions([
    { id: 'key.new', name: 'New API key', group: 'API keys', keys: ['w'], run: add },
    { id: 'key.log', name: 'Request log', group: 'API keys', keys: ['l'], run: showLog },
    closeAction({
      id: 'key.close',
      name: 'Close the key',
      group: 'API keys',
      isOpen: keyId !== null,
      run: () => show(null),
    }),
  ]);
  return (
    <Screen>
      <TopBar
        title="API keys"
        count={answer.value ? String(keys.length) : ''}
        actions={
          <>
            <Button icon={ScrollText} keys="l" onClick={showLog}>
              Request log
            </Button>
            <AddButton onAdd={add}>New key</AddButton>
          </>
        }
      >
        {attention !== null && <span className={styles['warn']}>{attention}</span>}
      </TopBar>
      <DetailBody
        noun="key"
        detail={
          open === undefined ? null : (
            <KeyDetail
              apiKey={open}
              onRotate={() => setAsking({ kind: 'rotate', key: open })}
              onRevoke={() => setAsking({ kind: 'revoke', key: open })}
              onClose={() => show(null)}
            />
          )
        }
      >
        <Listed
          answer={answer}
          noun="keys"
          icon={KeyRound}
          empty={
            <EmptyState
              icon={KeyRound}
              title="No program may in yet"
              action={<AddFirst onAdd={add}>New key</AddFirst>}
            >
              A key lets a script or another service use the local API with the scopes you grant, and nothing
              else.
            </EmptyState>
          }
        >
          {(found) => (
            <KeyList
              keys={found}
              summaries={new Map(summaries.map((each) => [each.keyId, each]))}
              organizations={organizations}
              openId={open?.id ?? null}
              onOpen={show}
            />
          )}
        </Listed>
      </DetailBody>
      {asking?.kind === 'new' && <NewKey onClose={close} onIssued={reveal} />}
      {asking?.kind === 'reveal' && <RevealKey revealed={asking.revealed} onClose={close} />}
      {asking?.kind === 'rotate' && <RotateKey apiKey={asking.key} onClose={close} onIssued={reveal} />}
      {asking?.kind === 'revoke' && <RevokeKey apiKey={asking.key} onClose={close} />}
    </Screen>
  );
}
