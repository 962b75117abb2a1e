import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, describe, it } from 'node:test';
import type { AlertAttention } from '../../shared/alert.ts';
import type { Connection, HookListener } from '../../shared/connection.ts';
import type { SavedEvent } from '../../shared/hook-delivery.ts';
import type { Ticket } from '../../shared/ticket.ts';
import { axeFindings, loadAxe } from '../support/axe.ts';
import { openConsole } from '../support/console.ts';
import { killFiveEngines } from '../support/engine-crashes.ts';
import { serveTickets } from '../support/remote-service.ts';
import { resize } from '../support/techbench-window.ts';

const { seat } = await openConsole(1);
const { page } = seat;

const connections = () => seat.call<Connection[]>('connections.list');
const opened = (id: string) =>
  page.evaluate((where) => document.querySelector(`#${where} h2`)?.textContent ?? null, id);
const tab = (name: string) => page.getByRole('tab', { name }).press('Enter');

describe('webhooks from other services at the console', () => {
  let address = '';
  let secret = '';

  /** An event as OneClickIT signs it. */
  async function send(event: string, data: object, signedWith = secret): Promise<number> {
    const body = JSON.stringify({ event, timestamp: '2026-11-22T10:30:00Z', data });
    const signature = createHmac('sha256', signedWith).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-oneclickit-signature': signature };
    return (await fetch(address, { method: 'POST', headers, body })).status;
  }

  it('begin with a connection, whose address and secret are shown once', async () => {
    await seat.press('g', 'x');
    await seat.sees('No other service is connected yet');
    await seat.press('w');
    await seat.becomes(seat.dialog, 'New connection', 'the form is open');
    await page.getByRole('combobox', { name: 'Service' }).selectOption('oneclickit');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('OneClickIT Acme');
    await seat.press('Control+Enter');
    await seat.becomes(seat.dialog, 'Webhooks of OneClickIT Acme', 'shown');
    const [first, second] = await page.locator('dialog code').allTextContents();
    [address, secret] = [first!, second!];
    assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/hooks\/1$/);
    await seat.press('Escape');
    assert.equal((await page.content()).includes(secret), false, 'and nowhere afterwards');
    await seat.becomes(() => opened('connection-detail'), 'OneClickIT Acme', 'it is open');
    await seat.sees('The internet cannot reach this machine by itself');
  });

  it('are shown as they come, with what they did', async () => {
    assert.equal(await send('ticket.created', { id: 'tkt_778', subject: 'VPN drops', status: 'open' }), 202);
    assert.equal(await send('monitor.down', { id: 'mon_1', name: 'Acme website', error: 'timeout' }), 202);
    assert.equal(await send('space.weather', {}), 202);
    await tab('Received');
    await seat.sees('space.weather');
    await seat.becomes(
      async () => (await seat.call<AlertAttention>('alerts.attention')).open,
      1,
      'the outage asks for somebody',
    );
    const found = await seat.call<{ rows: Ticket[] }>('tickets.search', { query: 'VPN drops' });
    assert.equal(found.rows.length, 1);
    await seat.press('l', 'Home', 'Enter');
    await seat.becomes(() => opened('record-detail'), 'space.weather', 'the newest is open');
    await seat.sees('Nothing here follows from this event.');
  });

  it('show their exact bytes, and what the signature says under every rule', async () => {
    await tab('Message');
    await page.getByText('"event":"space.weather"').waitFor();
    await tab('Signatures');
    await page.getByRole('row', { name: /OneClickIT Valid/ }).waitFor();
    await page.getByRole('row', { name: /Standard Webhooks Not sent/ }).waitFor();
  });

  it('lead to what they did, and do it once only however often they are applied', async () => {
    await tab('What it did');
    await seat.press('j', 'j');
    await seat.becomes(() => opened('record-detail'), 'ticket.created', 'the ticket’s event is open');
    await seat.press('r');
    await seat.sees('1 event applied again');
    const found = await seat.call<{ rows: Ticket[] }>('tickets.search', { query: 'VPN drops' });
    assert.equal(found.rows.length, 1);
    await page.getByRole('button', { name: 'Show it' }).press('Enter');
    await seat.becomes(seat.opened, 'VPN drops', 'the ticket');
  });

  it('can be kept to test endpoints with', async () => {
    await seat.press('g', 'x', 'l', 'Home', 'Enter', 's');
    await seat.becomes(seat.dialog, 'Save as test event', 'asks for a name');
    await seat.press('Control+Enter');
    await seat.becomes(
      async () => (await seat.call<SavedEvent[]>('savedEvents.list')).map(({ name }) => name),
      ['space.weather'],
      'kept',
    );
  });

  it('are refused without a valid signature, and only the reason is counted', async () => {
    assert.equal(await send('ticket.created', { subject: 'forged' }, 'another secret entirely'), 401);
    await seat.press('Escape', 'g', 'x', 'Home', 'Enter');
    await tab('Refused');
    await page.getByRole('row', { name: /The signature is wrong 1/ }).waitFor();
    assert.equal((await connections())[0]?.refused, 1);
  });

  it('stop when their connection is switched off, and take another secret after a change', async () => {
    await seat.press('p');
    await seat.becomes(async () => (await connections())[0]?.enabled, false, 'off');
    assert.notEqual(await send('space.weather', { n: 2 }), 202);
    await seat.press('p');
    await seat.becomes(async () => (await connections())[0]?.enabled, true, 'on');
    await seat.press('r');
    await page.getByRole('combobox', { name: /The old secret/ }).selectOption('0');
    await page.getByRole('button', { name: 'Make a new one' }).press('Enter');
    await seat.becomes(seat.dialog, 'Webhooks of OneClickIT Acme', 'shown once');
    const made = (await page.locator('dialog code').allTextContents())[1]!;
    await seat.press('Escape');
    assert.equal(await send('space.weather', { n: 3 }), 401, 'the old one ended');
    assert.equal(await send('space.weather', { n: 3 }, made), 202);
  });

  it('come from other machines only where a listener of their own is switched on', async () => {
    await seat.call('connections.setListener', { port: 0 });
    await seat.press('g', 't');
    await page.getByRole('link', { name: 'Webhooks', exact: true }).last().press('Enter');
    await page.getByRole('checkbox', { name: 'Take webhooks from other machines' }).press('Space');
    await page.getByRole('combobox', { name: 'It listens at' }).selectOption('127.0.0.1');
    await page.getByText(/^http:\/\/127\.0\.0\.1:\d+$/).waitFor();
    const { state } = await seat.call<HookListener>('connections.listener');
    const url = state.state === 'listening' ? state.urls[0] : undefined;
    await seat.sees(url!);
    assert.equal((await fetch(`${url}/v1/api/tickets`)).status, 404, 'hooks, nothing else');
    await page.getByRole('textbox', { name: 'Its port' }).fill(new URL(address).port);
    await seat.press('Enter');
    await seat.sees(/another program has it/);
    await page.getByRole('checkbox', { name: 'Take webhooks from other machines' }).press('Space');
    await page.getByText(url!).waitFor({ state: 'detached' });
  });

  it('are read and sent to as well, and ask where both sides changed the same', async () => {
    const { service, is, url, stop } = await serveTickets();
    after(stop);
    const remote = service.open({ title: 'Badge reader offline', description: 'Door 3' });
    const { connection } = await seat.call<{ connection: Connection }>('connections.create', {
      kind: 'orqit',
      name: 'Orqit Globex',
      baseUrl: url,
      apiKey: 'orq_key',
      intervalMinutes: null,
    });
    await seat.call('connections.sync', { id: connection.id });
    const { rows } = await seat.call<{ rows: Ticket[] }>('tickets.list', { view: 'all' });
    const { id } = rows.find(({ subject }) => subject === 'Badge reader offline')!;
    is.down = true;
    await seat.call('tickets.update', { ids: [id], patch: { priority: 'high', status: 'waiting' } });
    await seat.call('tickets.addMessage', { ids: [id], text: 'On my way.', visibility: 'public' });
    Object.assign(remote, { priority: 'LOW', updatedAt: Date.now() });
    await seat.press('g', 'x');
    await seat.sees('1 queued');
    await page.getByRole('option', { name: /Orqit Globex/ }).click();
    await seat.becomes(() => opened('connection-detail'), 'Orqit Globex', 'it is open');
    await seat.sees('Orqit documents no messages of a ticket: replies and notes stay here.');
    is.down = false;
    await seat.press('s');
    await tab('To send');
    await seat.sees('Priority was changed on both sides of “Badge reader offline”');
    await seat.sees('Ours, by');
    assert.equal(remote.status, 'WAITING', 'what nobody else touched was sent');
    await tab('Sync');
    await tab('To send');
    await page.getByRole('button', { name: 'Badge reader offline' }).first().press('Enter');
    await seat.becomes(
      () => opened('ticket-detail').then((title) => title?.includes('Badge') ?? false),
      true,
      'the ticket is open',
    );
    await seat.sees('Priority was changed on both sides');
    await page.getByRole('button', { name: 'Keep ours' }).press('Enter');
    await seat.call('connections.sync', { id: connection.id });
    assert.equal(remote.priority, 'HIGH');
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`give axe nothing to find, ${theme}`, async () => {
      await seat.call('preferences.set', { theme });
      await loadAxe(page);
      assert.deepEqual(await axeFindings(page), [], 'the settings');
      await seat.press('g', 'x', 'Home', 'Enter');
      await seat.becomes(() => opened('connection-detail'), 'OneClickIT Acme', 'a connection is open');
      for (const part of ['Sync', 'To send', 'How it gets here', 'Received', 'Refused']) {
        // oxlint-disable-next-line no-await-in-loop -- one part after the other
        await tab(part);
        // oxlint-disable-next-line no-await-in-loop
        assert.deepEqual(await axeFindings(page), [], part);
      }
      await seat.press('w');
      assert.deepEqual(await axeFindings(page), [], 'the form');
      await seat.press('Escape', 'l', 'Home', 'Enter');
      for (const part of ['What it did', 'Message', 'Signatures']) {
        // oxlint-disable-next-line no-await-in-loop
        await tab(part);
        // oxlint-disable-next-line no-await-in-loop
        assert.deepEqual(await axeFindings(page), [], part);
      }
      await seat.press('Escape', 'g', 't');
    });
  }

  it('stay within a window of 900 by 600', async () => {
    await resize(seat.app, { width: 900, height: 600 });
    const wide = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await seat.press('g', 'x', 'Home', 'Enter');
    await seat.becomes(wide, 0, 'the connections');
    await seat.press('l', 'Home', 'Enter');
    await seat.becomes(wide, 0, 'what came in');
  });
});

describe('the clients of a connection', () => {
  it('are not said to be none while nobody can tell', async () => {
    const made = {
      kind: 'clientstor',
      name: 'ClientSt0r HQ',
      baseUrl: 'http://127.0.0.1:9/api',
      apiKey: 'k',
    };
    await seat.call('connections.create', { ...made, intervalMinutes: null });
    await resize(seat.app, { width: 1280, height: 800 });
    await seat.press('g', 'x');
    await page.getByRole('option', { name: /ClientSt0r HQ/ }).click();
    await seat.becomes(() => opened('connection-detail'), 'ClientSt0r HQ', 'it is open');
    await killFiveEngines(seat);
    await seat.sees('The engine has stopped');
    await tab('Clients');
    await seat.sees('They could not be read');
  });
});
