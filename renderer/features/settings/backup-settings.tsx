import { useState } from 'react';
import type { Backup, VerifyReport } from '../../../shared/system.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { settingGroup, settingHeading, settingNote } from '../../components/setting-group.ts';
import { invalidate } from '../../lib/answers.ts';
import { client, errorMessage, reportError } from '../../lib/client.ts';
import { absoluteTime, bytesText, numberText } from '../../lib/format.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import styles from './settings.module.css';

const reasonWords: Record<Backup['reason'], string> = {
  daily: 'daily',
  migration: 'before an update of the database',
  manual: 'by hand',
};

/** Where the data is, what copies there are, and whether everything in it is still whole. */
export function BackupSettings() {
  const status = useAnswer('system', 'status', {}).value;
  const backups = useAnswer('system', 'backups', {});
  const [busy, setBusy] = useState<'backup' | 'verify' | null>(null);
  const [report, setReport] = useState<VerifyReport | null>(null);
  const run = async (what: 'backup' | 'verify', work: () => Promise<void>) => {
    setBusy(what);
    try {
      await work();
    } catch (error) {
      showFailure(`${what === 'backup' ? 'No backup was made' : 'Not checked'}: ${errorMessage(error)}`);
    } finally {
      setBusy(null);
    }
  };
  const backUp = () =>
    run('backup', async () => {
      const made = await client.system.backUpNow({});
      invalidate((path) => path.startsWith('system.'));
      showToast(`Backed up and checked, ${bytesText(made.bytes)}`);
    });
  const verify = () => run('verify', async () => setReport(await client.system.verify({})));
  return (
    <>
      <div className={settingGroup}>
        <div className={styles['line']}>
          <span className={styles['grow']}>
            Data folder
            <div className={settingNote}>
              <code>{status?.dataDir ?? ''}</code>
            </div>
          </span>
          <Button onClick={() => void client.shell.showDataFolder({}).catch(reportError)}>Show</Button>
        </div>
        <div className={styles['buttons']}>
          <Button variant="primary" disabled={busy !== null} onClick={() => void backUp()}>
            {busy === 'backup' ? 'Backing up…' : 'Back up now'}
          </Button>
          <Button disabled={busy !== null} onClick={() => void verify()}>
            {busy === 'verify' ? 'Checking…' : 'Check everything'}
          </Button>
        </div>
        {report && <Report report={report} />}
      </div>
      <div className={settingGroup}>
        <h3 className={settingHeading}>
          Backups, newest first; each was opened and checked when it was made
        </h3>
        {backups.value?.length === 0 && (
          <p className={settingNote}>None yet. One is made every day by itself.</p>
        )}
        {backups.status === 'failed' && <p className={settingNote}>{backups.error.message}</p>}
        <ul className={styles['list']}>
          {backups.value?.map((backup) => (
            <li key={backup.file} className={styles['line']}>
              <span className={styles['grow']}>
                {absoluteTime(backup.createdAt)}{' '}
                <span className={settingNote}>{reasonWords[backup.reason]}</span>
                <div className={settingNote}>
                  <code>{backup.file}</code>
                </div>
              </span>
              <span className={settingNote}>{bytesText(backup.bytes)}</span>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

function Report({ report }: { report: VerifyReport }) {
  const checked = `${numberText(report.ticketsChecked)} tickets, ${numberText(report.messagesChecked)} messages, ${numberText(report.recordsChecked)} other records and ${numberText(report.eventsChecked)} events checked.`;
  if (report.ok) {
    return (
      <Notice tone="info" title="Everything is whole">
        {checked}
      </Notice>
    );
  }
  const damage = [
    ...report.integrity,
    report.foreignKeys > 0 ? `${report.foreignKeys} broken references` : '',
    report.damagedTickets.length > 0 ? `damaged tickets: ${report.damagedTickets.join(', ')}` : '',
    report.damagedMessages.length > 0 ? `damaged messages: ${report.damagedMessages.join(', ')}` : '',
    report.damagedRecords.length > 0
      ? `damaged: ${report.damagedRecords.map(({ kind, id }) => `${kind} ${id}`).join(', ')}`
      : '',
    report.brokenEvents.length > 0 ? `broken events: ${report.brokenEvents.join(', ')}` : '',
    report.brokenAudit.length > 0 ? `broken history: ${report.brokenAudit.join(', ')}` : '',
    report.vault && report.vault.damagedEntries.length > 0
      ? `damaged entries of the vault: ${report.vault.damagedEntries.join(', ')}`
      : '',
  ].filter(Boolean);
  return (
    <Notice tone="bad" title="Something is damaged">
      {checked} {damage.join('; ')}. Nothing was changed; a backup from before can be restored with the
      engine’s restore command.
    </Notice>
  );
}
