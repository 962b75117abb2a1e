import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Article } from '../../shared/article.ts';
import type { Task } from '../../shared/task.ts';
import { goHome, openConsole } from '../support/console.ts';

const { seat, desk } = await openConsole(1);
let projectId = 0;
const taskIds: number[] = [];
const task = (id: number) => seat.call<Task>('tasks.get', { id });
/** Titles of the tasks of one column, top to bottom, as they are drawn. */
const column = (name: string) =>
  seat.page
    .getByRole('group', { name, exact: true })
    .getByRole('option')
    .locator('[class*=title]')
    .allTextContents();

before(async () => {
  const { record } = await seat.call<{ record: { id: number } }>('projects.create', {
    name: 'Move Acme',
    organizationId: desk.organizations[0],
  });
  projectId = record.id;
  for (const title of ['Inventory', 'Licences', 'Cut over']) {
    const made = await seat.call<{ record: Task }>('tasks.create', { projectId, title });
    taskIds.push(made.record.id);
  }
  await goHome(seat);
});

describe('the tasks of a project, by keyboard', () => {
  it('stand on a board that b opens, in the order they were made', async () => {
    await seat.press('g', 'j');
    await seat.becomes(seat.subjects, ['Move Acme'], 'the project is listed');
    await seat.press('b');
    await seat.becomes(() => column('To do'), ['Inventory', 'Licences', 'Cut over'], 'the first column');
  });

  it('move between columns and within one, and back with z', async () => {
    await seat.press('j', 'Shift+ArrowRight');
    await seat.becomes(() => column('In progress'), ['Inventory'], 'moved to the next column');
    await seat.becomes(async () => (await task(taskIds[0]!)).status, 'in_progress', 'in the engine too');
    await seat.press('z');
    await seat.becomes(() => column('To do'), ['Inventory', 'Licences', 'Cut over'], 'back');
    await seat.press('Shift+ArrowDown');
    await seat.becomes(() => column('To do'), ['Licences', 'Inventory', 'Cut over'], 'one place down');
    await seat.becomes(
      async () => (await task(taskIds[0]!)).position > (await task(taskIds[1]!)).position,
      true,
      'and kept so',
    );
  });

  it('are moved by the mouse too, onto a card and to the end of a column', async () => {
    const card = (title: string) => seat.page.getByRole('option').filter({ hasText: title });
    await card('Cut over').dragTo(card('Licences'));
    await seat.becomes(() => column('To do'), ['Cut over', 'Licences', 'Inventory'], 'before the card');
    await card('Licences').dragTo(seat.page.getByRole('group', { name: 'Blocked', exact: true }), {
      targetPosition: { x: 60, y: 60 },
    });
    await seat.becomes(() => column('Blocked'), ['Licences'], 'in the empty column');
    await seat.becomes(async () => (await task(taskIds[1]!)).status, 'blocked', 'in the engine too');
  });

  it('are written, assigned and finished without leaving the board', async () => {
    await seat.press('w');
    await seat.becomes(seat.dialog, 'New task', 'the dialog is open');
    await seat.type('Train the front desk');
    await seat.press('Control+Enter');
    await seat.becomes(
      async () => (await column('To do')).includes('Train the front desk'),
      true,
      'it is there',
    );
    await seat.press('i', 'e');
    await seat.becomes(() => column('Done'), ['Train the front desk'], 'finished');
    const { rows } = await seat.call<{ rows: Task[] }>('tasks.list', { filter: { status: ['done'] } });
    assert.equal(rows[0]?.assigneeId, desk.me);
    assert.notEqual(rows[0]?.completedAt, null);
  });

  it('are a list with v, and the choice is remembered', async () => {
    await seat.press('v');
    await seat.page.getByRole('listbox', { name: 'Tasks' }).waitFor();
    assert.equal((await seat.call<{ taskView: string }>('preferences.get')).taskView, 'list');
    await seat.press('Enter');
    await seat.page.getByRole('heading', { name: 'Train the front desk' }).waitFor();
    await seat.press('Escape', 'v');
    await seat.page.getByRole('listbox', { name: 'Board' }).waitFor();
    await seat.press('Escape');
    await seat.becomes(seat.subjects, ['Move Acme'], 'Escape leads back to the projects');
  });
});

describe('the knowledge base, by keyboard', () => {
  const body = [
    '# When it drops',
    '',
    'Ask for the *time*.',
    '',
    '<img src="x" onerror="window.hacked = true"><script>window.hacked = true</script>',
    '',
    '[Vendor](https://vendor.example/kb) [Bad](javascript:alert(1))',
  ].join('\n');
  const article = async () => (await seat.call<{ rows: Article[] }>('articles.list')).rows[0]!;

  it('begins with an article that is read as it looked while it was written', async () => {
    await seat.press('g', 'b', 'w');
    await seat.becomes(seat.dialog, 'New article', 'the editor is open');
    await seat.type('VPN drops');
    await seat.page.getByRole('textbox', { name: /Markdown/ }).fill(body);
    await seat.page.getByRole('region', { name: 'Preview' }).getByText('When it drops').waitFor();
    await seat.press('Control+Enter');
    await seat.becomes(seat.dialog, null, 'the editor is closed');
    await seat.page.locator('#record-detail').getByRole('heading', { name: 'When it drops' }).waitFor();
  });

  it('takes nothing of the text for HTML, and links only to the web', async () => {
    const page = await seat.page.evaluate(() => ({
      hacked: 'hacked' in window,
      images: document.querySelectorAll('#record-detail img').length,
      scripts: document.querySelectorAll('#record-detail script').length,
      links: [...document.querySelectorAll<HTMLAnchorElement>('#record-detail a')].map((link) => link.href),
    }));
    assert.deepEqual(page, {
      hacked: false,
      images: 0,
      scripts: 0,
      links: ['https://vendor.example/kb'],
    });
  });

  it('keeps half a text over a reload, and says so where the article is read', async () => {
    await seat.press('e');
    await seat.page.getByRole('textbox', { name: /Markdown/ }).fill('Half a new text');
    await seat.keeps('Half a new text');
    await seat.page.reload();
    await seat.sees('You have been writing on this article');
    assert.equal((await article()).version, 1);
    await seat.press('e');
    const text = seat.page.getByRole('textbox', { name: /Markdown/ });
    await seat.becomes(() => text.inputValue(), 'Half a new text', 'the text is there');
    await seat.press('Control+Enter');
    await seat.becomes(async () => (await article()).version, 2, 'saved as the second version');
    await seat.becomes(seat.dialog, null, 'the editor is closed');
  });

  it('shows what changed between versions, and goes back to one', async () => {
    await seat.page.getByRole('tab', { name: 'Versions' }).click();
    await seat.page.getByRole('button', { name: 'Compare version 1' }).press('Enter');
    const diff = seat.page.getByRole('region', { name: 'What changed since version 1' });
    await diff.getByText('Half a new text').waitFor();
    await seat.page.getByRole('button', { name: 'Restore version 1' }).press('Enter');
    await seat.becomes(async () => (await article()).version, 3, 'as the newest version');
    await seat.page.getByRole('tab', { name: 'Read' }).click();
    await seat.page.getByRole('heading', { name: 'When it drops' }).waitFor();
  });

  it('is searched by the words of its texts', async () => {
    await seat.call('articles.create', { title: 'Toner', body: 'Shake it first' });
    await seat.press('/');
    await seat.type('shake');
    await seat.becomes(seat.subjects, ['Toner'], 'found by a word of its text');
    await seat.press('Escape');
    await seat.becomes(async () => (await seat.subjects()).length, 2, 'Escape lists all again');
  });
});
