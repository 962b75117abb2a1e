import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, describe, it } from 'node:test';
import type { Alert } from '../../shared/alert.ts';
import type { DeliveryRow } from '../../shared/delivery.ts';
import type { TicketRow } from '../../shared/ticket.ts';
import type { Webhook } from '../../shared/webhook.ts';
import { axeFindings, loadAxe } from '../support/axe.ts';
import { openConsole } from '../support/console.ts';
import { resize } from '../support/techbench-window.ts';
import { receiveWebhooks } from '../support/webhook-receiver.ts';

const { seat, desk } = await openConsole(2);
const { page } = seat;
const receiver = await receiveWebhooks();
after(() => receiver.close());

const webhooks = async () => (await seat.call<{ rows: Webhook[] }>('webhooks.list', {})).rows;
const deliveries = async () => (await seat.call<{ rows: DeliveryRow[] }>('deliveries.list', {})).rows;
const alerts = async () => (await seat.call<{ rows: Alert[] }>('alerts.list', {})).rows;
const newTicket = (subject: string) =>
  seat.call('tickets.create', { subject, description: 'x', organizationId: desk.organizations[0] });
const opened = (id: string) =>
  page.evaluate((where) => document.querySelector(`#${where} h2`)?.textContent ?? null, id);
const button = (name: string | RegExp) => page.getByRole('button', { name });

describe('webhooks at the console', () => {
  let secret = '';

  it('are refused where they may not go, and what was typed stays', async () => {
    await seat.press('g', 'h');
    await seat.sees('Nothing is sent anywhere yet');
    await seat.press('w');
    await seat.becomes(seat.dialog, 'New endpoint', 'the form is open');
    await seat.type(`${receiver.url}/hooks`);
    await seat.press('Control+Enter');
    await seat.sees(/leads to this machine itself/);
    await seat.call('webhooks.configure', { privateHosts: ['127.0.0.1'] });
    await seat.press('Control+Enter');
    await seat.becomes(
      async () => (await seat.dialog())?.startsWith('Signing secret of 127.0.0.1'),
      true,
      'the secret is shown',
    );
    secret = (await page.locator('dialog code').first().textContent()) ?? '';
    assert.match(secret, /^whsec_/);
    await seat.press('Escape');
    assert.equal((await page.content()).includes(secret), false, 'and nowhere afterwards');
  });

  it('tell of what happens, signed, and show it within a second', async () => {
    await newTicket('Printer on fire');
    await seat.becomes(async () => receiver.received.length, 1, 'it has arrived');
    const [{ headers, body }] = receiver.received as [(typeof receiver.received)[number]];
    const expected = createHmac('sha256', secret).update(body).digest('hex');
    assert.equal(headers['x-oneclickit-signature'], expected);
    await seat.sees('ticket.created');
    await seat.sees('Delivers');
    assert.equal(await page.getByRole('list', { name: 'Deliveries to this endpoint' }).count(), 1);
  });

  it('are tried with an example whose bytes are shown before they go', async () => {
    await seat.press('t');
    await seat.becomes(async () => (await seat.dialog())?.startsWith('Test '), true, 'the dialog is open');
    await page.getByRole('combobox', { name: 'Event' }).selectOption('monitor.down');
    const shown = page.getByRole('region', { name: 'What is sent' });
    await shown.getByText('"event":"monitor.down"').waitFor();
    await seat.press('Control+Enter');
    await seat.becomes(async () => receiver.received.length, 2, 'it has arrived');
    assert.equal(JSON.parse(receiver.received[1]!.body.toString()).event, 'monitor.down');
    await seat.becomes(() => opened('record-detail'), 'monitor.down (test)', 'its delivery is open');
    await seat.sees(/Delivered with 204/);
  });

  it('are sent again from the log, one or all that failed, under the same id', async () => {
    receiver.answerBy((response) => void response.writeHead(500).end('database is away'));
    await newTicket('Nobody listens');
    const first = page.locator('[role=grid] [data-index="0"]');
    await seat.becomes(async () => (await first.textContent())?.includes('500'), true, 'it stands on top');
    await seat.press('Escape', 'Home', 'Enter');
    await seat.sees('database is away');
    const [row] = await deliveries();
    receiver.answerBy((response) => void response.writeHead(204).end());
    await seat.press('r');
    await seat.becomes(async () => (await deliveries())[0]?.state, 'delivered', 'sent again');
    assert.equal(receiver.received.at(-1)?.headers['webhook-id'], row?.messageId);
    await seat.sees(/Delivered with 204/);
    await button(/^Recover/).press('Enter');
    await seat.becomes(seat.dialog, 'Send failed deliveries again', 'asks since when');
    await button('Send them again').press('Enter');
    await seat.sees('0 deliveries sent again');
    await seat.press('Escape');
  });

  it('are edited, switched off and on, and get another secret', async () => {
    await seat.press('g', 'h', 'Home', 'Enter', 'e');
    await seat.becomes(seat.dialog, 'Edit endpoint', 'the form is open');
    await page.getByRole('textbox', { name: 'Description' }).fill('Reporting');
    await page.getByRole('checkbox', { name: 'Every event' }).uncheck();
    await page.getByRole('checkbox', { name: 'ticket.created' }).check();
    await page.getByRole('textbox', { name: 'Headers of its own' }).fill('X-Team: nine of nine');
    await seat.press('Control+Enter');
    await seat.becomes(seat.dialog, null, 'saved');
    const [changed] = await webhooks();
    assert.deepEqual(
      [changed?.description, changed?.events, changed?.headerNames],
      ['Reporting', ['ticket.created'], ['X-Team']],
    );
    assert.equal((await page.content()).includes('nine of nine'), false, 'the value is not shown again');
    await seat.press('p');
    await seat.becomes(async () => (await webhooks())[0]?.enabled, false, 'off');
    await seat.press('p');
    await seat.becomes(async () => (await webhooks())[0]?.enabled, true, 'on');
    await seat.press('r');
    await button('Make a new one').press('Enter');
    await seat.becomes(async () => (await seat.dialog())?.startsWith('Signing secret'), true, 'shown once');
    await seat.press('Escape');
    assert.notEqual((await webhooks())[0]?.previousSecretUntil, null);
  });
});

describe('alerts at the console', () => {
  const states = async () => (await alerts()).map(({ state }) => state);

  it('tell that an endpoint is gone, with a count beside their entry', async () => {
    receiver.answerBy((response) => void response.writeHead(410).end());
    await newTicket('The last one');
    await seat.becomes(states, ['open'], 'an alert was raised');
    await seat.press('g', 'd');
    await seat.sees(/410/);
    const link = page.getByRole('link', { name: /^Alerts/ });
    await seat.becomes(async () => /1/.test((await link.textContent()) ?? ''), true, 'one is counted');
  });

  it('are acknowledged, muted, assigned, resolved and opened again by keys', async () => {
    await seat.press('Home', 'Enter', 'a');
    await seat.becomes(states, ['acknowledged'], 'acknowledged');
    await seat.press('u');
    await seat.becomes(states, ['open'], 'taken back');
    await seat.press('m');
    await seat.becomes(async () => (await seat.dialog())?.startsWith('Mute '), true, 'asks until when');
    await seat.press('Enter');
    await seat.becomes(states, ['muted'], 'muted');
    await seat.press('i');
    await seat.becomes(async () => (await alerts())[0]?.assigneeId, desk.me, 'mine');
    await seat.press('e');
    await seat.becomes(states, ['resolved'], 'resolved');
    await seat.press('r');
    await seat.becomes(states, ['open'], 'open again');
  });

  it('become a ticket, once', async () => {
    const tickets = async () =>
      (await seat.call<{ rows: TicketRow[] }>('tickets.list', { view: 'all' })).rows.length;
    const before = await tickets();
    await seat.press('t');
    await seat.becomes(tickets, before + 1, 'a ticket was opened');
    await seat.becomes(async () => (await seat.opened()) !== null, true, 'and is shown');
    await seat.press('g', 'd', 'Home', 'Enter', 't');
    await seat.becomes(async () => (await seat.opened()) !== null, true, 'the same one');
    assert.equal(await tickets(), before + 1);
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`give axe nothing to find, nor do webhooks, ${theme}`, async () => {
      await seat.call('preferences.set', { theme });
      await loadAxe(page);
      await seat.press('g', 'd', 'Home', 'Enter');
      assert.deepEqual(await axeFindings(page), [], 'alerts');
      await seat.press('g', 'h', 'Home', 'Enter');
      await seat.becomes(() => opened('webhook-detail'), 'Reporting', 'an endpoint is open');
      assert.deepEqual(await axeFindings(page), [], 'an endpoint');
      await page.getByRole('tab', { name: 'Settings' }).press('Enter');
      assert.deepEqual(await axeFindings(page), [], 'its settings');
      await seat.press('w');
      assert.deepEqual(await axeFindings(page), [], 'the form');
      await seat.press('Escape', 'l', 'Home', 'Enter');
      assert.deepEqual(await axeFindings(page), [], 'a delivery');
      await page.getByRole('tab', { name: 'Body' }).press('Enter');
      assert.deepEqual(await axeFindings(page), [], 'its body');
      await seat.press('Escape');
    });
  }

  it('stay within a window of 900 by 600, and so do webhooks', async () => {
    await resize(seat.app, { width: 900, height: 600 });
    const wide = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    for (const letter of ['d', 'h']) {
      // oxlint-disable-next-line no-await-in-loop -- one screen after the other
      await seat.press('g', letter, 'Home', 'Enter');
      // oxlint-disable-next-line no-await-in-loop
      await seat.becomes(wide, 0, 'nothing is cut off');
    }
  });
});

describe('a change that somebody else makes', () => {
  const organizationId = desk.organizations[0];
  /** What is done, and the text by which the screen that is open shows it. */
  const changes: readonly {
    readonly screen: string;
    readonly keys?: readonly string[];
    readonly call: string;
    readonly input: object;
    readonly shows: string;
  }[] = [
    {
      screen: 'tickets/all',
      call: 'tickets.create',
      input: { subject: 'Live ticket', description: 'x', organizationId },
      shows: 'Live ticket',
    },
    { screen: 'assets', call: 'assets.create', input: { name: 'LIVE-01', organizationId }, shows: 'LIVE-01' },
    {
      screen: 'vehicles',
      call: 'vehicles.create',
      input: { name: 'Live van', organizationId },
      shows: 'Live van',
    },
    { screen: 'organizations', call: 'organizations.create', input: { name: 'Live Ltd' }, shows: 'Live Ltd' },
    { screen: 'alerts', call: 'alerts.mute', input: { ids: [1], until: null }, shows: 'Muted' },
    {
      screen: 'webhooks',
      call: 'webhooks.create',
      input: { url: `${receiver.url}/live`, events: ['*'], description: 'Live endpoint' },
      shows: 'Live endpoint',
    },
    {
      screen: 'webhooks',
      // The log of all of them.
      keys: ['l'],
      call: 'webhooks.test',
      input: { id: 2, event: 'monitor.up' },
      shows: 'monitor.up (test)',
    },
    {
      screen: 'connections',
      call: 'connections.create',
      input: { kind: 'orqit', name: 'Live Orqit' },
      shows: 'Live Orqit',
    },
  ];

  it('stands in the view that is open, without a key pressed', async (t) => {
    const hangMs = 5000;
    for (const { screen, keys = [], call, input, shows } of changes) {
      // oxlint-disable-next-line no-await-in-loop -- one screen after the other
      await seat.app.evaluate(({ BrowserWindow }, to) => {
        const text = JSON.stringify({ type: 'navigate', to });
        BrowserWindow.getAllWindows()[0]?.webContents.send('techbench:push', text);
      }, screen);
      // oxlint-disable-next-line no-await-in-loop
      await seat.press('Escape', ...keys);
      // oxlint-disable-next-line no-await-in-loop
      const ms = await page.evaluate(
        async ([path, given, text, hangMs]) => {
          const { techbench } = window as unknown as {
            techbench: { call(p: string, i: unknown): Promise<{ ok: boolean }> };
          };
          const isShown = () => document.querySelector('main')?.textContent?.includes(text) ?? false;
          if (isShown()) throw new Error(`${text} was there before`);
          const since = performance.now();
          const seen = new Promise<number>((resolve) => {
            const look = () => {
              const ms = performance.now() - since;
              if (isShown() || ms > hangMs) resolve(ms);
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
          });
          const { ok } = await techbench.call(path, given);
          return ok ? seen : null;
        },
        [call, input, shows, hangMs] as const,
      );
      t.diagnostic(`${call}: ${ms?.toFixed(0)} ms from the call to the frame that shows it`);
      // A hang is caught, and not a slow machine: the promise is a tenth of a second.
      assert.ok(ms !== null && ms < hangMs, `${call} on ${screen}`);
    }
  });
});
