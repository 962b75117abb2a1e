import { useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { clockTrouble } from '../lib/clock-words.ts';
import { client, errorMessage, reportError } from '../lib/client.ts';
import { navigate } from '../lib/navigation.ts';
import { showFailure } from '../lib/toasts.ts';
import { useAnswer } from '../lib/use-answer.ts';
import { useEngineState } from '../lib/engine-state.ts';
import { ExpiringKeys, useExpiringKeys } from './expiring-keys.tsx';
import styles from './notices.module.css';

async function acknowledge(what: 'acknowledgeRecovery' | 'acknowledgeSettings'): Promise<void> {
  try {
    await client.system[what]({});
  } catch (error) {
    showFailure(errorMessage(error));
  }
}

/** A restart is over in a fraction of a second, and the status bar tells it; only a long one pushes the screen down. */
const toldAfterMs = 700;

function useLasting(now: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLasting(now), now ? toldAfterMs : 0);
    return () => clearTimeout(timer);
  }, [now]);
  return now && lasting;
}

/** What the technician must know wherever they are: a repaired database, a newer one, an engine that is away. */
export function Notices() {
  const engine = useEngineState();
  const isRestarting = useLasting(engine.state === 'restarting');
  const status = useAnswer('system', 'status', {}).value;
  const { recovery = null, readOnly = null, settingsSetAside = [], clockAheadMs = null } = status ?? {};
  const clockIs = clockTrouble(clockAheadMs);
  const expiring = useExpiringKeys();
  const isAway = isRestarting || engine.state === 'stopped';
  const isQuiet = !recovery && !readOnly && !isAway && clockIs === null;
  if (isQuiet && settingsSetAside.length === 0 && expiring.length === 0) return null;
  return (
    <div className={styles['notices']}>
      {isRestarting && (
        <Notice tone="warn" title="The engine is restarting">
          What you see stays. Changes that were on their way were refused and can be made again in a moment;
          unsent text is kept.
        </Notice>
      )}
      {engine.state === 'stopped' && (
        <Notice
          tone="bad"
          title="The engine has stopped"
          actions={
            <Button onClick={() => void client.shell.restartEngine({}).catch(reportError)}>
              Start it again
            </Button>
          }
        >
          {engine.detail ?? 'It failed several times in a row.'} Unsent text is kept.
        </Notice>
      )}
      {recovery && (
        <Notice
          tone="bad"
          title="The database was damaged and has been replaced"
          actions={
            <>
              <Button onClick={() => void client.shell.showDataFolder({}).catch(reportError)}>
                Show the files
              </Button>
              <Button variant="primary" onClick={() => void acknowledge('acknowledgeRecovery')}>
                I have read this
              </Button>
            </>
          }
        >
          {sentence(recovery.reason)} The damaged files are kept, byte for byte, in{' '}
          <code>{recovery.quarantined}</code>.{' '}
          {recovery.restoredFrom === null
            ? 'There was no usable backup, so this is an empty workspace.'
            : `What you see comes from the backup ${recovery.restoredFrom}; changes made after it are only in the damaged files.`}
        </Notice>
      )}
      {clockIs !== null && (
        <Notice tone="warn" title={`The clock of this computer is ${clockIs}`}>
          One-time codes made here are refused, and times are noted wrongly. Let the system set its clock by
          itself.
        </Notice>
      )}
      {settingsSetAside.length > 0 && (
        <Notice
          tone="warn"
          title="Some settings could not be read"
          actions={
            <>
              <Button onClick={() => navigate({ screen: 'settings', section: 'api' })}>Settings</Button>
              <Button variant="primary" onClick={() => void acknowledge('acknowledgeSettings')}>
                I have read this
              </Button>
            </>
          }
        >
          {settingsSetAside.map((name) => settingNames[name] ?? name).join(' and ')} stands at its default
          again. What was stored is kept beside it in the database.
        </Notice>
      )}
      {expiring.length > 0 && <ExpiringKeys keys={expiring} />}
      {readOnly && (
        <Notice
          tone="warn"
          title="Read only"
          actions={
            <Button onClick={() => navigate({ screen: 'settings', section: 'backups' })}>Backups</Button>
          }
        >
          {readOnly.reason} Searching works; what you type is not kept.
        </Notice>
      )}
    </div>
  );
}

const settingNames: Readonly<Record<string, string>> = {
  localApi: 'Where the local API listens and whom it answers',
  subscription: 'The plan',
  'vault.settings': 'When the vault locks',
};

/** A reason as a sentence, whatever case and end it came with. */
function sentence(text: string): string {
  const first = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}
