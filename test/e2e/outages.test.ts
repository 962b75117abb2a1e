import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Alert } from '../../shared/alert.ts';
import type { IncidentRow } from '../../shared/incident.ts';
import type { Monitor } from '../../shared/monitor.ts';
import type { TicketRow } from '../../shared/ticket.ts';
import type { UptimeOverview } from '../../shared/uptime.ts';
import { axeFindings, loadAxe } from '../support/axe.ts';
import { atConsole, furnish, goHome } from '../support/console.ts';
import { startNotificationDaemon } from '../support/notification-daemon.ts';
import { eventually } from '../support/patience.ts';
import { launchTechbench } from '../support/techbench-window.ts';
import {
  keepNotifications,
  patiently,
  pressOnNotification,
  watchTray,
  type TrayView,
} from '../support/tray.ts';

/** A service of a client that can be broken and mended, as a whole or but for one of its pages. */
const state = { works: true, mended: '' };
/** When it was asked. */
const asked: number[] = [];
const service = await listen(({ url }, response) => {
  asked.push(Date.now());
  const works = state.works || url === state.mended;
  response.writeHead(works ? 200 : 503);
  response.end(works ? 'well' : 'the database is away');
});
/** What says that this machine itself is online: it always answers. */
const internet = await listen((_request, response) => response.end());

async function listen(handler: Parameters<typeof createServer>[1]): Promise<Server> {
  const server = createServer(handler);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
const portOf = (server: Server) => (server.address() as AddressInfo).port;

// The desktop's own services: what arrives there went over the message bus.
const desktop = await startNotificationDaemon();
const seat = atConsole(
  await launchTechbench({
    size: { width: 1280, height: 800 },
    env: { ...desktop.env, TECHBENCH_INSECURE_LOOPBACK: '1' },
  }),
);
const { page } = seat;
after(async () => {
  await seat.close();
  desktop.close();
  for (const server of [service, internet]) {
    server.closeAllConnections();
    server.close();
  }
});

let tray: TrayView;
const names = ['Mail', 'Portal', 'VPN gateway'];
const overview = () => seat.call<UptimeOverview>('uptime.overview');
const incidents = async () => (await seat.call<{ rows: IncidentRow[] }>('incidents.list', {})).rows;
const summaries = () => desktop.shown().map(({ summary }) => summary);

/** Does something while the window is closed to the tray. */
async function whileAway(work: () => Promise<void>): Promise<void> {
  const showWindow = (up: boolean) =>
    patiently(() =>
      seat.app.evaluate(({ BrowserWindow }, wanted) => {
        const [window] = BrowserWindow.getAllWindows();
        if (wanted) window?.show();
        else window?.close();
      }, up),
    );
  await showWindow(false);
  try {
    await work();
  } finally {
    await showWindow(true);
  }
}

before(async () => {
  const desk = await furnish(seat, 1);
  tray = await watchTray(seat);
  await keepNotifications(seat);
  await seat.call('uptime.configure', {
    targets: [{ name: 'Internet', host: '127.0.0.1', port: portOf(internet), certificateName: null }],
    names: [],
    gateway: false,
  });
  for (const name of names) {
    await seat.call('monitors.create', {
      name,
      type: 'http',
      url: `http://127.0.0.1:${portOf(service)}/${name.slice(0, 4)}`,
      organizationId: desk.organizations[1],
      interval: 5,
      retryInterval: 5,
      retries: 0,
    });
  }
  await goHome(seat);
  await seat.press('g', 'u');
});

describe('monitors that are well', () => {
  it('say so in the list, in the figures and beside the clock', async () => {
    await eventually(async () => (await overview()).counts.up === 3, 'all of them are up');
    await seat.sees('All up');
    await seat.becomes(
      () => page.getByRole('img', { name: /last \d+ checks?: \d+ good$/ }).count(),
      3,
      'bars',
    );
    await seat.becomes(tray.words, 'Techbench: all well', 'the words of the icon');
    assert.equal((await tray.menu())[0]?.label, 'All well');
    assert.deepEqual(desktop.shown(), []);
  });
});

describe('an outage', () => {
  it('is told by the desktop, together with those that follow', async () => {
    state.works = false;
    await eventually(() => summaries().some((text) => /is down$|^\d down at/.test(text)), 'the first');
    await eventually(() => summaries().includes('3 down at Demo Corp'), 'all of them in one');
    const down = summaries();
    assert.ok(down.length <= 2, `told at most twice: ${down.join(', ')}`);
    assert.match(desktop.shown().at(-1)?.body ?? '', /Mail.*Portal.*VPN|VPN.*Mail|Portal/);
  });

  it('stands in the sidebar, the banner, the icon and its menu', async () => {
    await seat.sees('3 down');
    await page
      .getByRole('alert')
      .getByText(/is down/)
      .waitFor();
    await seat.becomes(tray.words, 'Techbench: 3 down', 'the words of the icon');
    const labels = (await tray.menu()).map(({ label }) => label);
    assert.equal(labels[0], '3 need attention');
    for (const name of names)
      assert.ok(
        labels.some((label) => label.startsWith(`${name} · Demo Corp`)),
        name,
      );
  });

  it('is opened by a click on the notification', async () => {
    await seat.press('g', 'i');
    await desktop.click();
    await page.getByRole('heading', { name: 'Incidents', level: 1 }).waitFor();
    await seat.becomes(async () => (await seat.subjects()).toSorted(), names, 'the three of them');
  });

  it('is acknowledged with a reason by a key, and opened again', async () => {
    await seat.press('g', 'f', 'Home', 'a');
    await seat.becomes(seat.dialog, 'Acknowledge 1 incident', 'it asks for how long');
    await seat.type('The provider works on it');
    await seat.press('Enter');
    const known = async () => (await incidents()).filter(({ state: each }) => each === 'acknowledged');
    await seat.becomes(async () => (await known())[0]?.reason, 'The provider works on it', 'acknowledged');
    await seat.becomes(tray.words, 'Techbench: 2 down, 1 acknowledged', 'the icon knows');
    await seat.press('r');
    await seat.becomes(async () => (await known()).length, 0, 'open again');
    await seat.becomes(tray.words, 'Techbench: 3 down', 'the icon knows that too');
  });

  it('is acknowledged by the button that macOS and Windows give a notification', async () => {
    await pressOnNotification(seat, 'Acknowledge');
    await seat.becomes(tray.words, 'Techbench: 3 acknowledged', 'the icon');
    await seat.call('incidents.reopen', { ids: (await incidents()).map(({ id }) => id) });
    await seat.becomes(tray.words, 'Techbench: 3 down', 'open again');
  });

  it('is acknowledged from the menu beside the clock, with the window closed', async () => {
    await whileAway(async () => {
      await tray.choose('Acknowledge all 3');
      await seat.becomes(tray.words, 'Techbench: 3 acknowledged', 'the icon');
      await seat.becomes(
        async () => (await incidents()).map(({ state: each }) => each),
        ['acknowledged', 'acknowledged', 'acknowledged'],
        'and the incidents',
      );
    });
  });

  it('becomes a ticket with one key, with what is known of it', async () => {
    await seat.press('g', 'f', 'Home', 't');
    await page.getByRole('heading', { name: /down/ }).first().waitFor();
    const { rows } = await seat.call<{ rows: TicketRow[] }>('tickets.list', { view: 'all' });
    const ticket = rows.find(({ subject }) => names.some((name) => subject.includes(name)));
    assert.ok(ticket, 'there is a ticket about it');
    assert.equal(ticket.organizationId, (await incidents())[0]?.organizationId);
    const about = (await seat.call<{ rows: Alert[] }>('alerts.list')).rows;
    const alert = about.find(({ ticketId }) => ticketId !== null);
    assert.equal(alert?.ticketId, ticket.id, 'the alert about it knows');
    const again = await seat.call<{ ticketId: number; created: boolean }>('alerts.openTicket', {
      id: alert.id,
    });
    assert.deepEqual([again.ticketId, again.created], [ticket.id, false], 'and opens no second one');
  });

  it('takes a note, which stands with all that happened', async () => {
    await seat.press('g', 'f', 'Home', 'n');
    await seat.becomes(seat.dialog, 'Note on this incident', 'the form is open');
    await seat.type('Called the client');
    await seat.press('Control+Enter');
    await page.getByRole('list', { name: 'What happened' }).getByText('Called the client').waitFor();
  });

  it('hangs on the wall', async () => {
    await seat.press('g', 'u', 'Shift+W');
    await page.getByRole('heading', { name: '3 down', level: 1 }).waitFor();
    assert.equal(await page.getByRole('list', { name: 'Down' }).getByRole('listitem').count(), 3);
    const isFull = () =>
      seat.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isFullScreen() ?? false);
    await seat.becomes(isFull, true, 'over the whole screen');
    await loadAxe(page);
    assert.deepEqual(await axeFindings(page), []);
    await seat.press('Escape');
    await seat.becomes(isFull, false, 'and back');
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`gives axe nothing to find, ${theme}`, async () => {
      await seat.call('preferences.set', { theme });
      await loadAxe(page);
      await seat.press('g', 'u');
      await seat.sees('Median response');
      assert.deepEqual(await axeFindings(page), [], 'the list under its figures');
      await seat.press('Home', 'Enter');
      await page.getByRole('tab', { name: 'Incidents' }).press('Enter');
      assert.deepEqual(await axeFindings(page), [], 'the incidents of a monitor');
      await seat.press('g', 'f', 'Home', 'Enter');
      assert.deepEqual(await axeFindings(page), [], 'an incident');
      await seat.press('a');
      assert.deepEqual(await axeFindings(page), [], 'acknowledging');
      await seat.press('Escape');
    });
  }
});

describe('a recovery', () => {
  it('of one is told by its name, and a click opens its incident', async () => {
    state.mended = '/Mail';
    await eventually(() => summaries().includes('Mail is back'), 'it is told');
    await seat.press('g', 'u');
    await desktop.click();
    await page.getByRole('heading', { name: 'Incidents', level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'Mail', level: 2 }).waitFor();
    await page
      .getByRole('list', { name: 'What happened' })
      .getByText(/Up again after/)
      .waitFor();
  });

  it('closes the incidents and is told, also while the window is away', async () => {
    const before = summaries().length;
    const isBack = (text: string) => /is back$|back at Demo Corp/.test(text);
    await whileAway(async () => {
      state.works = true;
      state.mended = '';
      await eventually(() => summaries().slice(before).some(isBack), 'it is told');
      await eventually(async () => (await overview()).counts.up === 3, 'all are up');
      await eventually(async () => (await tray.words()) === 'Techbench: all well', 'all well');
      assert.equal((await incidents()).filter(({ closedAt }) => closedAt === null).length, 0);
    });
  });

  it('and an outage wait unseen while the desktop is not to be disturbed', async () => {
    await desktop.doNotDisturb(true);
    const { waiting } = await desktop.counts();
    state.works = false;
    await eventually(async () => (await desktop.counts()).waiting > waiting, 'it came to the desktop');
    assert.equal((await desktop.counts()).displayed, 0, 'which shows nothing');
    await desktop.doNotDisturb(false);
    await eventually(async () => (await overview()).counts.down === 3, 'all are down');
  });

  it('is heard of nothing while notifications are muted', async () => {
    await seat.call('preferences.set', { silentUntil: Date.now() + 3_600_000 });
    const before = summaries().length;
    state.works = true;
    await eventually(async () => (await overview()).counts.up === 3, 'all are up');
    const monitors = await seat.call<{ rows: Monitor[] }>('monitors.list', {});
    assert.ok(monitors.rows.every(({ status }) => status === 'up'));
    // What was told of the outage before may still be on its way over the bus.
    assert.deepEqual(
      summaries()
        .slice(before)
        .filter((text) => text.includes('back')),
      [],
    );
    await seat.call('preferences.set', { silentUntil: null });
  });
});

describe('this machine', () => {
  it('without a network of its own judges nothing, says so once and tells of no outage', async () => {
    const before = summaries().length;
    const picture = await tray.picture();
    const port = portOf(internet);
    internet.close();
    internet.closeAllConnections();
    state.works = false;
    await eventually(async () => (await overview()).offline !== null, 'it is offline');
    await seat.becomes(tray.words, 'Techbench: offline, nothing is judged', 'the words of the icon');
    assert.notEqual(await tray.picture(), picture, 'a picture of its own');
    assert.match((await tray.menu())[0]?.label ?? '', /^This machine is offline for/);
    await seat.press('g', 'u');
    await page.getByRole('status').getByText('This machine is offline').waitFor();
    state.works = true;
    internet.listen(port, '127.0.0.1');
    await eventually(async () => (await overview()).counts.up === 3, 'all are up again');
    await seat.becomes(tray.words, 'Techbench: all well', 'all well');
    // What was told of the recovery before may still come, after its half minute.
    const told = summaries().slice(before);
    assert.deepEqual(
      told.filter((text) => text.includes('down')),
      [],
    );
    assert.equal((await incidents()).filter(({ closedAt }) => closedAt === null).length, 0);
  });

  it('that sleeps locks the vault and asks nobody; when it wakes everything is looked at again', async () => {
    const power = (event: 'suspend' | 'resume') =>
      patiently(() => seat.app.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event));
    await seat.becomes(vaultState, 'unlocked', 'open');
    await power('suspend');
    await seat.becomes(vaultState, 'locked', 'locked');
    const slept = asked.length;
    await seat.becomes(tray.words, 'Techbench: all well, vault locked', 'the icon');
    assert.equal(asked.length, slept, 'nobody was asked');
    const wokeAt = Date.now();
    await power('resume');
    const lastChecks = async () =>
      (await seat.call<{ rows: Monitor[] }>('monitors.list', {})).rows.map(
        ({ lastCheckedAt }) => lastCheckedAt,
      );
    await eventually(
      async () => (await lastChecks()).every((at) => at !== null && at >= wokeAt),
      'all of them',
    );
    assert.equal((await overview()).counts.up, 3);
  });
});

const vaultState = async () => (await seat.call<{ state: string }>('vault.status')).state;
