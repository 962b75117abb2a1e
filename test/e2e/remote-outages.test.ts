import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { AlertAttention } from '../../shared/alert.ts';
import type { Connection } from '../../shared/connection.ts';
import { atConsole, furnish } from '../support/console.ts';
import { startNotificationDaemon } from '../support/notification-daemon.ts';
import { launchTechbench } from '../support/techbench-window.ts';
import { watchTray, type TrayView } from '../support/tray.ts';

const desktop = await startNotificationDaemon();
const seat = atConsole(await launchTechbench({ size: { width: 1280, height: 800 }, env: desktop.env }));
after(async () => {
  await seat.close();
  desktop.close();
});

/** As ClientSt0r's published code sends it: a time in whole seconds, the organization's slug, a signature of the body. */
describe('a monitor of another service that went down', () => {
  let tray: TrayView;
  let address = '';
  let secret = '';

  before(async () => {
    await furnish(seat, 1);
    tray = await watchTray(seat);
    const { connection, hookSecret } = await seat.call<{ connection: Connection; hookSecret: string }>(
      'connections.create',
      { kind: 'clientstor', name: 'Client St0r' },
    );
    const { address: api } = await seat.call<{ address: string }>('system.status');
    address = api + connection.hookPath;
    secret = hookSecret ?? '';
  });

  async function send(event: 'monitor.down' | 'monitor.up'): Promise<number> {
    const data = { monitor_id: 9, name: 'Website', url: 'https://demo.example', error: 'timeout' };
    const body = JSON.stringify({
      event,
      timestamp: Math.floor(Date.now() / 1000),
      organization: 'demo-corp',
      data,
    });
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (secret !== '') {
      headers['x-webhook-signature'] = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    }
    return (await fetch(address, { method: 'POST', headers, body })).status;
  }

  const told = () => desktop.shown().map(({ summary }) => summary);

  it('is told by the desktop and stands beside the clock', async () => {
    assert.equal(await send('monitor.down'), 202);
    await seat.becomes(async () => told().some((text) => text.includes('Website is down')), true, 'told');
    await seat.becomes(async () => (await tray.words()).includes('1 down'), true, 'the icon says so');
    assert.equal((await seat.call<AlertAttention>('alerts.attention')).open, 1);
    await seat.press('g', 'd');
    await seat.sees('Website is down');
  });

  it('is told once, however often it is sent', async () => {
    const before = told().length;
    assert.equal(await send('monitor.down'), 202);
    await seat.becomes(
      async () => (await seat.call<{ rows: { occurrences: number }[] }>('alerts.list', {})).rows.length,
      1,
      'one alert',
    );
    assert.equal(told().length, before);
  });

  it('is over when it is up again', async () => {
    assert.equal(await send('monitor.up'), 202);
    await seat.becomes(
      async () => (await seat.call<AlertAttention>('alerts.attention')).open,
      0,
      'nothing asks for anybody',
    );
    await seat.becomes(tray.words, 'Techbench: all well', 'nor does the icon');
  });
});
