import { PlugZap, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { Connection, ConnectionCheck } from '../../../../shared/connection.ts';
import type { SyncReport, SyncState } from '../../../../shared/remote.ts';
import { Button } from '../../../components/button.tsx';
import { Properties, Property, PropertyList } from '../../../components/detail/property-list.tsx';
import { Notice } from '../../../components/notice.tsx';
import { StateDot } from '../../../components/state-dot.tsx';
import { Time } from '../../../components/time.tsx';
import { client, errorMessage } from '../../../lib/client.ts';
import { plural } from '../../../lib/format.ts';
import { showFailure, showToast } from '../../../lib/toasts.ts';

/** Reads all and sends what waits; what came of it is told when it is done. */
export async function syncNow({ id, name }: Connection): Promise<void> {
  try {
    const { complete, detail } = await client.connections.sync({ id });
    if (complete) showToast(`${name} is read`);
    else showFailure(`${name} could not be read whole: ${detail}`);
  } catch (error) {
    showFailure(`${name} could not be read: ${errorMessage(error)}`);
  }
}

/** What is asked of the service and sent to it, how that goes, and what it cannot do. */
export function ConnectionSync({ connection }: { connection: Connection }) {
  const { syncing } = connection;
  const { sync, lastCompleteAt, lastReport, intervalMinutes, sendsNew, capabilities, queued } = syncing;
  return (
    <Properties>
      <StateNotice sync={sync} />
      {sync.state !== 'not_set_up' && <AskNow connection={connection} />}
      <PropertyList>
        <Property label="Read whole">
          {lastCompleteAt === null ? 'Not yet' : <Time at={lastCompleteAt} form="moment" />}
        </Property>
        <Property label="Next">
          {sync.state === 'idle' && sync.nextAt !== null ? <Time at={sync.nextAt} form="moment" /> : '—'}
        </Property>
        <Property label="How often">
          {intervalMinutes === null ? 'Only when asked' : `Every ${plural(intervalMinutes, 'minute')}`}
        </Property>
        <Property label="New tickets">{sendsNew ? 'Are opened there too' : 'Stay here'}</Property>
        <Property label="To be sent">{queued === 0 ? 'Nothing waits' : plural(queued, 'change')}</Property>
        {lastReport && <Property label="Last time">{reportText(lastReport)}</Property>}
        {capabilities.map(({ what, can, why }) => (
          <Property key={what} label={what}>
            <StateDot shape={can ? 'good' : 'gone'}>{can ? 'Yes' : (why ?? 'No')}</StateDot>
          </Property>
        ))}
      </PropertyList>
    </Properties>
  );
}

function StateNotice({ sync }: { sync: SyncState }) {
  switch (sync.state) {
    case 'not_set_up':
      return (
        <Notice tone="info" title="It only receives">
          {sync.detail} With its address and an API key it is read and sent to as well: enter them with e.
        </Notice>
      );
    case 'key_refused':
      return (
        <Notice tone="bad" title="It refuses the key">
          {sync.detail} Nothing is asked or sent until there is another one: enter it with e. What was changed
          here waits.
        </Notice>
      );
    case 'failing':
      return (
        <Notice tone="warn" title={sync.resting ? 'It is left alone for a while' : 'It does not answer'}>
          {sync.detail} Failed {plural(sync.failures, 'time')} in a row; asked again{' '}
          <Time at={sync.nextAt} form="moment" />. Everything here goes on.
        </Notice>
      );
    case 'offline':
      return (
        <Notice tone="info" title="No network">
          Everything works here; what you change is sent when the network is back.
        </Notice>
      );
    case 'vault_locked':
      return (
        <Notice tone="warn" title="Its key lies in the vault, which is locked">
          Open the vault once, and it goes on.
        </Notice>
      );
    case 'syncing':
      return <Notice tone="info" title={`Reading: ${plural(sync.read, 'record')} so far`} />;
    default:
      return null;
  }
}

function AskNow({ connection }: { connection: Connection }) {
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<ConnectionCheck | null>(null);
  const check = async () => {
    setBusy(true);
    try {
      setResult(await client.connections.check({ id: connection.id }));
    } catch (error) {
      setResult({ state: 'failed', detail: errorMessage(error) });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <p>
        <Button icon={RefreshCw} keys="s" onClick={() => void syncNow(connection)}>
          Read and send now
        </Button>{' '}
        <Button icon={PlugZap} disabled={busy} onClick={() => void check()}>
          {busy ? 'Asking…' : 'Test address and key'}
        </Button>
      </p>
      {result?.state === 'answered' && (
        <Notice tone="info" title={`It answered in ${result.durationMs} ms`}>
          Address and key are right.
        </Notice>
      )}
      {result?.state === 'failed' && (
        <Notice tone="bad" title="It did not answer as it should">
          {result.detail}
        </Notice>
      )}
    </>
  );
}

function reportText(report: SyncReport): string {
  const figures = [
    [report.ticketsNew, 'new ticket'],
    [report.ticketsChanged, 'changed ticket'],
    [report.messagesNew, 'new message'],
    [report.assetsNew, 'new asset'],
    [report.assetsChanged, 'changed asset'],
    [report.conflicts, 'conflict'],
  ] as const;
  const told = figures.filter(([count]) => count > 0).map(([count, noun]) => plural(count, noun));
  if (report.ticketsMissing > 0) told.push(`${report.ticketsMissing} not there any more`);
  if (report.sent > 0) told.push(`${report.sent} sent`);
  const what = told.length === 0 ? 'Nothing new' : told.join(', ');
  return report.detail === null ? what : `${what}. ${report.detail}`;
}
