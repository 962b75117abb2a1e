import { CloudOff, Copy, Lock, LockOpen, Upload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Keycap } from '../components/keycap.tsx';
import { useNow } from '../lib/clock.ts';
import { cx } from '../lib/class-names.ts';
import { copyText } from '../lib/copy-text.ts';
import { numberText } from '../lib/format.ts';
import { navigate } from '../lib/navigation.ts';
import { allRecords } from '../lib/route.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { useLastActivity } from '../lib/vault-activity.ts';
import { lockVault } from '../lib/vault-lock.ts';
import { useEngineState, type EngineState } from '../lib/engine-state.ts';
import { showOverlay } from './shell-store.ts';
import styles from './status-bar.module.css';

const engineWords: Record<EngineState['state'], string> = {
  starting: 'Engine starting',
  ready: 'API',
  restarting: 'Engine restarting',
  stopped: 'Engine stopped',
};

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    window.addEventListener('online', update);
    window.addEventListener('offline', update);
    return () => {
      window.removeEventListener('online', update);
      window.removeEventListener('offline', update);
    };
  }, []);
  return online;
}

/** Whether the vault is open; a press locks it, or goes to where it is opened. */
function VaultState() {
  const vault = useAnswer('vault', 'status', {}).value;
  const isStopped = useEngineState(({ state }) => state === 'stopped');
  const lastActivity = useLastActivity(({ at }) => at);
  const now = useNow();
  // The vault ends with its engine: what it said last holds no more, and the bar says already why.
  if (!vault || isStopped) return null;
  const isOpen = vault.state === 'unlocked';
  const isOpening = vault.state === 'opening' || (vault.state === 'locked' && vault.reason === 'not_tried');
  const { lockAfterMinutes } = vault.settings;
  // The bar's clock ticks twice a minute, so it may stand before the last key.
  const idleMs = Math.max(0, now - lastActivity);
  const left = lockAfterMinutes === null ? null : Math.ceil(lockAfterMinutes - idleMs / 60_000);
  if (isOpen && vault.protection === 'memory') {
    return (
      <button
        type="button"
        className={styles['shortcuts']}
        title="The vault ends with Techbench; it can be kept in the settings"
        onClick={() => navigate({ screen: 'settings', section: 'vault' })}
      >
        <LockOpen size={12} strokeWidth={1.75} aria-hidden="true" /> Vault in memory only
      </button>
    );
  }
  const Icon = isOpen ? LockOpen : Lock;
  return (
    <button
      type="button"
      className={styles['shortcuts']}
      title={isOpen ? 'Lock the vault now' : 'Go to the vault and open it'}
      onClick={() => (isOpen ? void lockVault() : navigate(allRecords('entries')))}
    >
      <Icon size={12} strokeWidth={1.75} aria-hidden="true" />
      {isOpen
        ? `Vault open${left === null ? '' : `, locks in ${Math.max(1, left)} min`}`
        : isOpening
          ? 'Vault opening'
          : 'Vault locked'}
    </button>
  );
}

/** The state of things in one line: engine and its address, network, what waits to be sent. */
export function StatusBar() {
  const engine = useEngineState();
  const status = useAnswer('system', 'status', {}).value;
  const me = useAnswer('workspace', 'get', {}).value?.me;
  const down = useAnswer('uptime', 'overview', {}).value?.counts.down ?? 0;
  const online = useOnline();
  const address = engine.state === 'ready' ? (status?.address ?? null) : null;
  const host = address?.replace(/^https?:\/\//, '') ?? '';
  return (
    <footer className={styles['bar']} aria-label="Status">
      <span className={styles['item']}>
        <span className={cx(styles['dot'], styles[engine.state])} aria-hidden="true" />
        {engineWords[engine.state]}
        {address !== null ? (
          <button
            type="button"
            className={styles['address']}
            title="Copy the address of the local API"
            onClick={() => void copyText(address)}
          >
            <code>{host}</code>
            <Copy size={11} strokeWidth={1.75} aria-hidden="true" />
            <span className="visually-hidden">copy the address</span>
          </button>
        ) : (
          engine.state === 'ready' && status && <span>not listening</span>
        )}
      </span>
      {status?.portTaken != null && (
        <span className={styles['item']}>port {status.portTaken} is taken by another program</span>
      )}
      {!online && (
        <span className={styles['item']}>
          <CloudOff size={13} strokeWidth={1.75} aria-hidden="true" /> Offline, everything local works
        </span>
      )}
      {status !== undefined && status.queueLength > 0 && (
        <button
          type="button"
          className={styles['shortcuts']}
          title="Go to what waits to be sent"
          onClick={() => navigate({ screen: 'connections', connectionId: null })}
        >
          <Upload size={13} strokeWidth={1.75} aria-hidden="true" /> {numberText(status.queueLength)} queued
        </button>
      )}
      {down > 0 && (
        <button
          type="button"
          className={cx(styles['shortcuts'], styles['bad'])}
          title="Go to what is down"
          onClick={() => navigate(allRecords('monitors'))}
        >
          <span className={cx(styles['dot'], styles['stopped'])} aria-hidden="true" />
          {numberText(down)} down
        </button>
      )}
      {status?.readOnly && <span className={cx(styles['item'], styles['warn'])}>Read only</span>}
      {me?.role === 'read_only' && (
        <span className={cx(styles['item'], styles['warn'])}>{me.name} may only read</span>
      )}
      <span className={styles['space']} />
      <VaultState />
      <button
        type="button"
        className={styles['shortcuts']}
        aria-keyshortcuts="?"
        onClick={() => showOverlay('shortcuts')}
      >
        <Keycap keys="?" /> shortcuts
      </button>
    </footer>
  );
}
