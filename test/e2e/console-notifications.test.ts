import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import type { HealthReportRow } from '../../shared/health-report.ts';
import type { Notification } from '../../shared/notification.ts';
import { axeFindings, loadAxe } from '../support/axe.ts';
import { openConsole } from '../support/console.ts';
import { resize } from '../support/techbench-window.ts';
import { receiveWebhooks } from '../support/webhook-receiver.ts';

const { seat, desk } = await openConsole(2);
const { page } = seat;
const receiver = await receiveWebhooks((response) => void response.writeHead(200).end('ok'));
after(() => receiver.close());

const opened = (id: string) =>
  page.evaluate((where) => document.querySelector(`#${where} h2`)?.textContent ?? null, id);
const sent = async () => (await seat.call<{ rows: Notification[] }>('notifications.list', {})).rows;
const newest = async () => {
  const [last] = await sent();
  return `${last?.subject}, ${last?.state}`;
};

describe('notifications at the console', () => {
  it('begin with a channel, whose address is taken in and never shown again', async () => {
    await seat.call('webhooks.configure', { privateHosts: ['127.0.0.1'] });
    await seat.press('g', 'Shift+N');
    await seat.sees('There is no way to reach anybody yet');
    await seat.press('w');
    await seat.becomes(seat.dialog, 'New channel', 'the form is open');
    await page.getByRole('combobox', { name: 'Kind' }).selectOption('slack');
    await page.getByRole('textbox', { name: 'Name' }).fill('ops');
    await page.getByLabel('Address').fill(`${receiver.url}/services/tb-canary`);
    await seat.press('Control+Enter');
    await seat.becomes(() => opened('channel-detail'), 'ops', 'it is open');
    assert.equal((await page.content()).includes('tb-canary'), false);
  });

  it('are tried, and what the far side says stands there', async () => {
    await seat.press('t');
    await seat.sees('The test was taken');
    assert.equal(receiver.received[0]?.path, '/services/tb-canary');
    receiver.answerBy((response) => void response.writeHead(404).end('no_service'));
    await seat.press('t');
    await seat.sees('The test was refused');
    await seat.sees(/It answered 404: no_service/);
  });

  it('go by rules, and what failed is sent again from the log', async () => {
    await seat.press('Escape', 'u');
    await seat.sees('Nobody is told of anything yet');
    await seat.press('w');
    await seat.becomes(seat.dialog, 'New rule', 'the form is open');
    await page.getByRole('textbox', { name: 'Name' }).fill('New work');
    await page.getByRole('checkbox', { name: 'A ticket was made' }).check();
    await page.getByLabel('One message for what happens within seconds').fill('0');
    await seat.press('Control+Enter');
    await seat.becomes(() => opened('rule-detail'), 'New work', 'it is open');
    await seat.call('tickets.create', {
      subject: 'Printer on fire',
      description: 'x',
      organizationId: desk.organizations[0],
    });
    await seat.becomes(newest, 'New ticket: Printer on fire (Acme Corp), failed', 'it was refused');
    receiver.answerBy((response) => void response.writeHead(200).end('ok'));
    await seat.press('Escape', 'l');
    await seat.sees(/New ticket: Printer on fire/);
    await seat.press('Enter');
    await seat.page.getByRole('button', { name: /Send again/ }).waitFor();
    await seat.press('r');
    await seat.becomes(newest, 'New ticket: Printer on fire (Acme Corp), sent', 'sent again');
    assert.match(receiver.received.at(-1)!.body.toString(), /Printer on fire/);
  });

  it('are the same for everybody: axe finds nothing, in a small window neither', async () => {
    await loadAxe(page);
    assert.deepEqual(await axeFindings(page), []);
    await seat.press('Escape', 'c', 'Enter', 'e');
    await seat.becomes(seat.dialog, 'Edit channel', 'the form is open');
    assert.deepEqual(await axeFindings(page), []);
    await seat.press('Escape', 'Escape');
  });
});

describe('health reports at the console', () => {
  const file = path.join(tmpdir(), `techbench-report-${process.pid}.pdf`);
  after(() => rm(file, { force: true }));

  it('are made for a client and a time, and say what was not checked', async () => {
    await seat.press('g', 'Shift+R');
    await seat.sees('No report was made yet');
    await seat.press('w');
    await seat.becomes(seat.dialog, 'New health report', 'the form is open');
    await page.getByRole('combobox', { name: 'Organization' }).selectOption(String(desk.organizations[0]));
    await seat.press('Control+Enter');
    await page.getByRole('region', { name: 'Tickets' }).getByText('Open at the end').waitFor();
    await page
      .getByRole('region', { name: 'Breaches' })
      .getByText(/^Not checked:/)
      .waitFor();
    await loadAxe(page);
    assert.deepEqual(await axeFindings(page), []);
  });

  it('are saved as a PDF where the system asks to, without the page being part of it', async () => {
    await seat.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    const windows = () => seat.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
    const before = await windows();
    await seat.press('s');
    await seat.sees('The PDF is saved');
    assert.equal((await readFile(file)).subarray(0, 5).toString(), '%PDF-');
    assert.equal(await windows(), before);
  });

  it('are deleted only when that is meant', async () => {
    const reports = async () =>
      (await seat.call<{ rows: HealthReportRow[] }>('healthReports.list', {})).rows.length;
    await resize(seat.app, { width: 900, height: 600 });
    await seat.press('Delete');
    await seat.becomes(seat.dialog, 'Delete rpt_000001?', 'asks');
    await page.getByRole('button', { name: 'Delete for good' }).press('Enter');
    await seat.becomes(reports, 0, 'it is gone');
    await seat.sees('No report was made yet');
  });
});
