import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { electronRuntime } from '../../scripts/set-up/runtime.mjs';
import { serveHeadless, type ServingEngine } from '../support/headless.ts';

const hostile = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe('browsable API in a real browser', () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'techbench-test-'));
  const profile = mkdtempSync(path.join(tmpdir(), 'techbench-browser-'));
  const asked: string[] = [];
  const complaints: string[] = [];
  let engine: ServingEngine;
  let app: ElectronApplication;
  let page: Page;

  before(async () => {
    engine = await serveHeadless(dataDir, [
      '--issue-key',
      'Browser',
      '--scopes',
      'tickets:read,tickets:write',
    ]);
    const runtime = electronRuntime();
    app = await _electron.launch({
      executablePath: runtime.executable,
      colorScheme: null,
      args: [
        ...runtime.args,
        path.resolve(import.meta.dirname, '../support/browser'),
        `--user-data-dir=${profile}`,
      ],
      env: { ...(process.env as Record<string, string>), ...runtime.env },
    });
    page = await app.firstWindow();
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${engine.ready.url}/api/`);
    await page.waitForSelector('form');
  });
  after(async () => {
    await app.close();
    await engine.stop();
    for (const folder of [dataDir, profile]) rmSync(folder, { recursive: true, force: true });
  });

  async function open(operation: string): Promise<void> {
    await page.evaluate((id) => (location.hash = id), operation);
    await page.waitForFunction(
      (id) => document.querySelector(`nav a[aria-current][href="#${id}"]`),
      operation,
    );
  }
  const fill = (id: string, text: string) => page.fill(`[id="${id}"]`, text);
  /** Presses the keys that send, and waits for an answer to `asked`. */
  async function sendForm(asked: string): Promise<string> {
    await page.evaluate(() => document.querySelector('section[aria-label=Answer]')?.replaceChildren());
    await page.focus('form button');
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(
      (wanted) => document.querySelector('section[aria-label=Answer] h3')?.textContent?.startsWith(wanted),
      asked,
    );
    return (await page.textContent('section[aria-label=Answer]')) ?? '';
  }

  it('has a form for every operation of the description', async () => {
    const ids = await page.evaluate(async () => {
      const { paths } = (await (await fetch('/api/openapi.json')).json()) as {
        paths: Record<string, Record<string, { operationId: string }>>;
      };
      return Object.values(paths).flatMap((methods) =>
        Object.values(methods).map((each) => each.operationId),
      );
    });
    const links = await page.$$eval('nav li a', (found) => found.map((each) => each.getAttribute('href')));
    assert.equal(links.length, ids.length);
    assert.deepEqual(new Set(links), new Set(ids.map((id) => `#${id}`)));
    for (const id of ids) {
      await open(id);
      assert.equal(await page.locator('main form').count(), 1, id);
    }
  });

  it('asks, and shows status, headers and body, without a key first and then with one', async () => {
    await open('oneclickit_get_v1_api_tickets');
    assert.match(await sendForm('GET /v1/api/tickets'), /401.*unauthorized/s);
    await page.fill('#key', engine.ready.apiKey!);
    await page.selectOption('[id="query-status"]', 'open');
    await fill('query-limit', '5');
    const answer = await sendForm('GET /v1/api/tickets?status=open&limit=5');
    assert.match(answer, /200 OK/);
    assert.match(answer, /x-ratelimit-remaining/);
    assert.match(answer, /"tickets": \[\]/);
  });

  it('shows what a record holds as text, whatever it looks like', async () => {
    await open('oneclickit_post_v1_api_tickets');
    await fill('body-subject', hostile);
    await fill('body-description', hostile);
    assert.match(await sendForm('POST /v1/api/tickets'), /201 Created/);
    await open('oneclickit_get_v1_api_tickets');
    assert.ok((await sendForm('GET /v1/api/tickets')).includes('<img src=x'));
    assert.equal(await page.locator('main img, main script').count(), 0);
    assert.doesNotMatch(await page.title(), /owned/);
  });

  it('keeps the key in memory only', async () => {
    const kept = await page.evaluate(() => [
      localStorage.length,
      sessionStorage.length,
      document.cookie,
      location.href.includes('tb_live_'),
    ]);
    assert.deepEqual(kept, [0, 0, '', false]);
    await page.reload();
    await page.waitForSelector('form');
    assert.equal(await page.inputValue('#key'), '');
  });

  it('runs no code but its own files', async () => {
    const ran = await page.evaluate(() => {
      const script = document.createElement('script');
      const results: string[] = [];
      try {
        script.textContent = 'document.title = "owned"';
        document.body.append(script);
      } catch (error) {
        results.push((error as Error).name);
      }
      try {
        document.body.innerHTML = '<p>owned</p>';
      } catch (error) {
        results.push((error as Error).name);
      }
      return results;
    });
    assert.deepEqual(ran, ['TypeError', 'TypeError'], 'trusted types refuse both');
    assert.doesNotMatch(await page.title(), /owned/);
  });

  it('asked nobody but the engine, and nothing was complained of', () => {
    assert.ok(asked.length > 10);
    assert.deepEqual(
      asked.filter((url) => !url.startsWith(`${engine.ready.url}/`) && url !== 'data:,'),
      [],
    );
    // The 401 of the first request is one of the browser's own lines, and so are the two attempts just above.
    const expected = /status of 401|TrustedScript|TrustedHTML|Content Security Policy/;
    assert.deepEqual(
      complaints.filter((line) => !expected.test(line)),
      [],
    );
  });

  it('is reached by keyboard and finds operations by words', async () => {
    await page.goto(`${engine.ready.url}/api/`);
    await page.waitForSelector('form');
    await page.keyboard.press('/');
    await page.keyboard.type('post messages');
    const links = await page.$$eval('nav li a', (found) => found.map((each) => each.getAttribute('href')));
    assert.deepEqual(links, ['#oneclickit_post_v1_api_tickets_id_messages']);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('main h2')?.textContent === 'Reply to a ticket');
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`gives axe nothing to find in ${theme}`, async () => {
      await page.emulateMedia({ colorScheme: theme });
      await page.fill('#filter', '');
      await open('orqit_post_api_public_v1_tickets');
      await sendForm('POST /api/public/v1/tickets');
      await page.evaluate(
        readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
      );
      const findings = await page.evaluate(async () => {
        const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } };
        return (await axe.run()).violations;
      });
      if (process.env['TECHBENCH_PICTURES']) {
        await page.screenshot({
          path: path.join(process.env['TECHBENCH_PICTURES'], `browsable-${theme}.png`),
        });
      }
      assert.deepEqual(
        findings.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        [],
      );
    });
  }
});
