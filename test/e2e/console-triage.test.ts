import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { Ticket } from '../../shared/ticket.ts';
import { goHome, openConsole } from '../support/console.ts';

const count = 24;
const { seat, desk } = await openConsole(count);
const id = (number: number) => desk.tickets[number - 1]!;

beforeEach(async () => {
  // Every ticket as it was made, so that no test leans on the one before it.
  const patch = {
    status: 'open',
    priority: 'medium',
    assigneeId: null,
    categoryId: null,
    snoozedUntil: null,
  };
  await seat.call('tickets.update', { ids: desk.tickets, patch });
  await seat.call('preferences.set', {
    ticketColumns: null,
    ticketSort: { by: 'created', descending: true },
  });
  await goHome(seat);
  await seat.becomes(seat.current, `Case ${count}`, 'the newest ticket is under the cursor');
});

describe('triage by keyboard alone', () => {
  it('moves with j and k, and the open ticket follows', async () => {
    await seat.press('j', 'j', 'k');
    assert.equal(await seat.current(), `Case ${count - 1}`);
    await seat.becomes(seat.opened, `Case ${count - 1}`, 'the pane shows the ticket under the cursor');
    await seat.press('End');
    await seat.becomes(seat.current, 'Case 1', 'End goes to the last ticket');
    await seat.press('Home');
    await seat.becomes(seat.current, `Case ${count}`, 'Home goes to the first ticket');
  });

  it('goes along where a link opens another ticket of the list', async () => {
    await seat.page.evaluate(
      (place) => {
        window.location.hash = place;
      },
      `#/tickets/inbox/${id(3)}`,
    );
    await seat.becomes(seat.opened, 'Case 3', 'the pane shows the ticket that the link names');
    await seat.becomes(seat.current, 'Case 3', 'the cursor is on it too');
    await seat.press('k');
    await seat.becomes(seat.opened, 'Case 4', 'and moves on from there');
  });

  it('resolves with e, opens the next ticket by itself and takes it back with z', async () => {
    await seat.press('e');
    await seat.becomes(seat.current, `Case ${count - 1}`, 'the next ticket is under the cursor');
    await seat.becomes(seat.opened, `Case ${count - 1}`, 'the next ticket is open');
    await seat.becomes(async () => /^TCK-\d+ resolved/.test(await seat.toast()), true, 'it is told');
    await seat.becomes(
      async () => (await seat.ticket(id(count))).status,
      'resolved',
      'it is resolved in the engine',
    );
    await seat.press('z');
    await seat.becomes(async () => (await seat.ticket(id(count))).status, 'open', 'it is open again');
    await seat.becomes(seat.current, `Case ${count}`, 'the cursor is back on it');
    await seat.becomes(seat.opened, `Case ${count}`, 'and it is open in the pane');
  });

  it('sets status, priority, category and assignee from pickers, by digit or by typing', async () => {
    await seat.press('s', '2');
    await seat.press('p');
    await seat.type('crit');
    await seat.press('Enter', 'a');
    await seat.type('jia');
    await seat.press('Enter', 'c');
    await seat.type('network');
    await seat.press('Enter');
    await seat.becomes(async () => (await seat.ticket(id(count))).status, 'in_progress', 'status');
    await seat.becomes(async () => (await seat.ticket(id(count))).categoryId !== null, true, 'category');
    const ticket = await seat.ticket(id(count));
    assert.equal(ticket.priority, 'critical');
    assert.equal(ticket.assigneeId, desk.colleague);
    assert.equal(await seat.current(), `Case ${count}`);
  });

  it('takes a ticket with i', async () => {
    await seat.press('i');
    await seat.becomes(async () => (await seat.ticket(id(count))).assigneeId, desk.me, 'it is mine');
    await seat.press('g', 'm');
    await seat.becomes(seat.subjects, [`Case ${count}`], 'it is the only one of mine');
  });

  it('snoozes with h, by a typed time, and finds it under snoozed', async () => {
    await seat.press('h');
    await seat.type('4h');
    await seat.press('Enter');
    await seat.becomes(seat.current, `Case ${count - 1}`, 'it has left the inbox');
    const hoursAhead = async () => {
      const { snoozedUntil } = await seat.ticket(id(count));
      return snoozedUntil === null ? null : Math.round((snoozedUntil - Date.now()) / 3_600_000);
    };
    await seat.becomes(hoursAhead, 4, 'for four hours');
    await seat.press('g', 's');
    await seat.becomes(seat.subjects, [`Case ${count}`], 'it is snoozed');
  });

  it('works on a selection: x, a range with Shift+X, one key for all of them', async () => {
    await seat.press('x', 'j', 'j', 'Shift+X', 'p', '2');
    for (const number of [count, count - 1, count - 2]) {
      await seat.becomes(async () => (await seat.ticket(id(number))).priority, 'high', `case ${number}`);
    }
    assert.equal((await seat.ticket(id(count - 3))).priority, 'medium');
    await seat.press('e');
    await seat.becomes(seat.current, `Case ${count - 3}`, 'all three have left');
    await seat.press('u');
    await seat.becomes(async () => (await seat.ticket(id(count - 1))).status, 'open', 'all three are back');
    assert.equal((await seat.ticket(id(count))).status, 'open');
  });

  it('merges a selection into one of its tickets', async () => {
    // Those of the same client: every second one.
    await seat.press('x', 'j', 'j', 'x', 'm');
    await seat.press('ArrowDown', 'Enter');
    await seat.becomes(
      async () => (await seat.ticket(id(count))).mergedIntoId,
      id(count - 2),
      'the first is merged into the other',
    );
    await seat.press('z');
    await seat.becomes(async () => (await seat.ticket(id(count))).mergedIntoId, null, 'and back out of it');
  });

  it('replies with r and notes with n, and keeps both texts apart', async () => {
    await seat.press('n');
    await seat.type('Only for us');
    await seat.press('Escape', 'r');
    await seat.type('Dear Maria, it works again.');
    await seat.press('Control+Enter');
    const messages = async () =>
      (await seat.call<Ticket>('tickets.get', { id: id(count) })).messages.map((m) => m.text);
    await seat.becomes(messages, ['Dear Maria, it works again.'], 'the reply is sent');
    await seat.press('Escape', 'n');
    const note = () => seat.page.locator('textarea').inputValue();
    await seat.becomes(note, 'Only for us', 'the note is still there');
    await seat.press('Control+Shift+Enter');
    await seat.becomes(async () => (await seat.ticket(id(count))).status, 'resolved', 'note and resolve');
    await seat.becomes(seat.opened, `Case ${count - 1}`, 'the next ticket is open');
  });

  it('searches with /, as typed, and comes back with Escape', async () => {
    await seat.press('/');
    await seat.type('case 7 status:open');
    await seat.becomes(seat.subjects, ['Case 7'], 'only that case is listed');
    await seat.press('Enter', 'e');
    await seat.becomes(async () => (await seat.ticket(id(7))).status, 'resolved', 'keys work on results');
    await seat.press('/', 'Escape');
    await seat.becomes(async () => (await seat.subjects()).length > 5, true, 'the view is back');
  });

  it('filters with f and keeps the filter under a name', async () => {
    await seat.press('f');
    await seat.type('organ');
    await seat.press('Enter');
    await seat.type('acme');
    await seat.press('Enter');
    await seat.becomes(
      async () => (await seat.subjects()).every((s) => Number(s.slice(5)) % 2 === 0),
      true,
      'Acme only',
    );
    await seat.page.getByRole('button', { name: 'Save' }).press('Enter');
    await seat.type('Acme only');
    await seat.press('Enter');
    await seat.page.getByRole('link', { name: /Acme only/ }).waitFor();
    assert.match((await seat.page.getByRole('link', { name: /Acme only/ }).textContent()) ?? '', /12/);
  });

  it('takes a change back from the history of its ticket, long after the toast', async () => {
    await seat.press('p', '1', 'j', 'k');
    await seat.becomes(async () => (await seat.ticket(id(count))).priority, 'critical', 'changed');
    await seat.page.getByRole('tab', { name: 'Conversation' }).focus();
    await seat.press('ArrowRight', 'ArrowRight');
    await seat.page.getByRole('button', { name: 'Undo' }).first().press('Enter');
    await seat.becomes(async () => (await seat.ticket(id(count))).priority, 'medium', 'taken back');
  });

  it('shows what others change without being asked', async () => {
    await seat.call('tickets.update', { ids: [id(count)], patch: { subject: 'Case moved on' } });
    await seat.becomes(seat.current, 'Case moved on', 'the row is renamed');
    await seat.becomes(seat.opened, 'Case moved on', 'and so is the open ticket');
    await seat.call('tickets.update', { ids: [id(count)], patch: { subject: `Case ${count}` } });
    await seat.becomes(seat.opened, `Case ${count}`, 'and back');
  });

  it('shows them in the open ticket where it is no longer listed, too', async () => {
    await seat.call('tickets.update', { ids: [id(count)], patch: { status: 'resolved' } });
    await seat.becomes(seat.current, `Case ${count - 1}`, 'it has left the inbox');
    assert.equal(await seat.opened(), `Case ${count}`, 'and stays open');
    await seat.call('tickets.update', { ids: [id(count)], patch: { subject: 'Case closed well' } });
    await seat.becomes(seat.opened, 'Case closed well', 'under its new name');
    await seat.call('tickets.update', { ids: [id(count)], patch: { subject: `Case ${count}` } });
  });
});

describe('the table', () => {
  it('shows, moves and widens columns by keyboard and remembers it', async () => {
    const heads = () =>
      seat.page.evaluate(() =>
        [...document.querySelectorAll('[role=columnheader]')].map((head) => head.textContent),
      );
    assert.ok(!(await heads()).includes('Type'));
    await seat.press('o');
    // Down to Type: show it, put it before Organization, make it wider.
    await seat.press(...Array.from({ length: 6 }, () => 'ArrowDown'), 'Space', 'Alt+ArrowUp', 'Alt+ArrowUp');
    // The first Escape closes the editor, the second the pane, which makes room.
    await seat.press('ArrowRight', 'Escape', 'Escape');
    await seat.becomes(
      async () => (await heads()).slice(3, 6),
      ['Subject', 'Type', 'Organization'],
      'Type stands before Organization',
    );
    const saved = await seat.call<{ ticketColumns: { id: string; width: number }[] }>('preferences.get');
    assert.equal(saved.ticketColumns.find((column) => column.id === 'type')?.width, 112);
    await goHome(seat);
    await seat.press('Escape');
    await seat.becomes(
      async () => (await heads()).includes('Type'),
      true,
      'it is still shown after a reload',
    );
  });

  it('sorts from the palette, and says so to screen readers', async () => {
    await seat.call('tickets.update', { ids: [id(5)], patch: { priority: 'critical' } });
    await seat.press('Control+k');
    await seat.type('sort by prio');
    await seat.press('Enter');
    await seat.becomes(async () => (await seat.subjects())[0], 'Case 5', 'the critical one is first');
    const sorted = await seat.page.getAttribute('[role=columnheader][aria-sort=descending]', 'aria-sort');
    assert.equal(sorted, 'descending');
  });

  it('tells a screen reader how many rows there are and which is current', async () => {
    const grid = seat.page.getByRole('grid');
    assert.equal(await grid.getAttribute('aria-rowcount'), String(count + 1));
    await seat.press('j');
    const active = await grid.getAttribute('aria-activedescendant');
    assert.equal(await seat.page.locator(`[id="${active}"]`).getAttribute('aria-rowindex'), '3');
  });
});
