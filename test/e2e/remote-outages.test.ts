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

describe('a channel that is this desktop', () => {
  const told = (words: string) => desktop.shown().filter(({ summary }) => summary.includes(words));
  const test = 'A test of Techbench';
  let channelId = 0;

  it('shows what is tried with it as the system’s own notification', async () => {
    const { channel } = await seat.call<{ channel: { id: number } }>('channels.create', {
      name: 'This desk',
      settings: { kind: 'desktop' },
    });
    channelId = channel.id;
    const outcome = await seat.call<{ outcome: string }>('channels.test', { id: channelId });
    assert.equal(outcome.outcome, 'sent');
    await seat.becomes(async () => told(test).length, 1, 'it went over the bus');
  });

  it('tells what a rule hears of once, and a click leads there', async () => {
    await seat.call('notificationRules.create', {
      name: 'New work',
      events: ['ticket.created'],
      batchSeconds: 0,
      steps: [{ channelId, afterMinutes: 0, recipients: [] }],
    });
    await desktop.closeAll();
    await seat.call('tickets.create', { subject: 'Printer on fire', description: 'x', organizationId: 1 });
    await seat.becomes(async () => told('Printer on fire').length, 1, 'told');
    await seat.press('g', 'f');
    await desktop.click();
    await seat.becomes(seat.opened, 'Printer on fire', 'the ticket is open');
    assert.equal(told('Printer on fire').length, 1);
  });

  it('tells nothing more once the rule is switched off', async () => {
    const [rule] = await seat.call<{ id: number }[]>('notificationRules.list');
    await seat.call('notificationRules.update', { id: rule!.id, patch: { enabled: false } });
    await seat.call('tickets.create', { subject: 'Nobody is told', description: 'x', organizationId: 1 });
    // What is shown in order is shown before this one, or not at all.
    await seat.call('channels.test', { id: channelId });
    await seat.becomes(async () => told(test).length, 2, 'a later one is shown');
    assert.equal(told('Nobody is told').length, 0);
  });
});
