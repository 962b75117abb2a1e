import { KeyRound, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { VaultStatus } from '../../../shared/vault.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { Screen, ScreenBody } from '../../components/screen.tsx';
import { useEngineState } from '../../lib/engine-state.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { lockTitles } from './lock-words.ts';
import { SetUpVault } from './set-up-vault.tsx';
import { UnlockForm } from './unlock-form.tsx';

interface VaultGateProps {
  /** Of the screen behind it, so that one knows where one is. */
  title: string;
  children: ReactNode;
}

/** Shows what is in the vault while it is open; else why it is not, and the way in. Nothing behind it is even mounted. */
export function VaultGate({ title, children }: VaultGateProps) {
  const status = useAnswer('vault', 'status', {});
  const engine = useEngineState();
  if (status.value?.state === 'unlocked') return children;
  return (
    <Screen>
      <TopBar title={title} count="" />
      <ScreenBody scrolls>
        {engine.state === 'stopped' ? (
          // What it said last, that it is opening among it, holds no more.
          <EmptyState icon={Lock} title="The vault could not be read">
            {engine.detail ?? 'The engine has stopped.'} Nothing was lost.
          </EmptyState>
        ) : status.value ? (
          <Closed status={status.value} />
        ) : status.status === 'failed' ? (
          <EmptyState icon={Lock} title="The vault did not answer">
            {status.error.message}
          </EmptyState>
        ) : (
          <Skeleton rows={8} label="Asking for the vault" />
        )}
      </ScreenBody>
    </Screen>
  );
}

function Closed({ status }: { status: Exclude<VaultStatus, { state: 'unlocked' }> }) {
  if (status.state === 'opening' || status.reason === 'not_tried')
    return <Skeleton rows={8} label="Opening the vault" />;
  if (status.protection === null || status.reason === 'memory_gone')
    return <SetUpVault detail={status.detail} />;
  return (
    <EmptyState
      icon={status.needsPassphrase ? KeyRound : Lock}
      title={lockTitles[status.reason]}
      action={<UnlockForm key={String(status.needsPassphrase)} status={status} />}
    >
      {status.detail}
    </EmptyState>
  );
}
