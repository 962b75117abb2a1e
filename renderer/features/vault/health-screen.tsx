import { ArrowLeft, ShieldCheck } from 'lucide-react';
import type { HealthCounts, VaultHealth } from '../../../shared/entries-contract.ts';
import type { HealthIssue } from '../../../shared/entry.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TopBar } from '../../components/top-bar.tsx';
import { Screen, ScreenBody } from '../../components/screen.tsx';
import { useActions } from '../../lib/actions.ts';
import { numberText, plural } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { issueLabels } from './entry-words.ts';
import { OrganizationHealth } from './organization-health.tsx';
import { ReuseGroups } from './reuse-groups.tsx';
import { showIssue } from './show-issue.ts';
import { VaultGate } from './vault-gate.tsx';
import styles from './health.module.css';

const back = () => navigate(allRecords('entries'));

const figures: readonly (readonly [HealthIssue, keyof HealthCounts])[] = [
  ['weak', 'weak'],
  ['reused', 'reused'],
  ['breached', 'breached'],
  ['no_second_factor', 'noSecondFactor'],
  ['old', 'old'],
  ['expired', 'expired'],
  ['expiring', 'expiring'],
];

/** How well the passwords of every client are kept, and where to begin. */
export function HealthScreen() {
  return (
    <VaultGate title="Health of the vault">
      <OpenHealth />
    </VaultGate>
  );
}

function OpenHealth() {
  const answer = useAnswer('entries', 'health', {});
  useActions([
    { id: 'list.back', name: 'Back to the vault', group: 'Vault', keys: ['escape'], hidden: true, run: back },
  ]);
  return (
    <Screen>
      <TopBar
        lead={<IconButton icon={ArrowLeft} label="Back to the vault (Esc)" keys="escape" onClick={back} />}
        title="Health of the vault"
        count={answer.value ? numberText(answer.value.passwords) : ''}
      />
      <ScreenBody scrolls className={styles['body']}>
        {answer.value ? (
          <Health health={answer.value} />
        ) : answer.status === 'failed' ? (
          <EmptyState icon={ShieldCheck} title="The health could not be read">
            {answer.error.message}
          </EmptyState>
        ) : (
          <Skeleton rows={8} label="Looking at the vault" />
        )}
      </ScreenBody>
    </Screen>
  );
}

function Health({ health }: { health: VaultHealth }) {
  const organizations = useOrganizations();
  if (health.entries === 0) {
    return (
      <EmptyState icon={ShieldCheck} title="Nothing to look after yet">
        Once there are passwords in the vault, weak, shared and old ones are counted here.
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles['figures']} aria-label="What is wrong">
        {figures.map(([issue, count]) => (
          <li key={issue}>
            <button
              type="button"
              className={styles['figure']}
              disabled={health[count] === 0}
              onClick={() => showIssue(issue)}
            >
              <span className={styles['number']}>{numberText(health[count] as number)}</span>
              <span className={styles['words']}>{issueLabels[issue]}</span>
              {issue === 'breached' && health.notChecked > 0 && (
                <span className={styles['unknown']}>{numberText(health.notChecked)} not checked</span>
              )}
              {issue === 'weak' && health.pending > 0 && (
                <span className={styles['unknown']}>{numberText(health.pending)} not estimated yet</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <NotCompared count={health.notChecked} />
      <OrganizationHealth health={health} nameOf={(id) => organizations.nameOf(id) ?? '…'} />
      <ReuseGroups groups={health.reuseGroups} />
    </>
  );
}

/** Why passwords are not known to be in no breach, and where that is settled. */
function NotCompared({ count }: { count: number }) {
  const state = useAnswer('passwordBreaches', 'get', {}).value;
  if (!state || count === 0) return null;
  const isOff = state.settings.source === 'off';
  if (!isOff && state.trouble === null) return null;
  return (
    <Notice
      tone="info"
      title={`${plural(count, 'password')} ${count === 1 ? 'is' : 'are'} not compared with known breaches`}
      actions={<Button onClick={() => navigate({ screen: 'settings', section: 'vault' })}>Choose how</Button>}
    >
      {isOff
        ? 'Nobody chose yet with what: by the start of a hash, or with a file on this machine.'
        : state.trouble}
    </Notice>
  );
}
