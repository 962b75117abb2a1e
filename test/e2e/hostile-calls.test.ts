import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { engineContract } from '../../shared/contract.ts';
import type { Contract } from '../../shared/procedure.ts';
import { shellContract } from '../../shared/shell-contract.ts';
import { launchTechbench, type TechbenchWindow } from '../support/techbench-window.ts';

/** Each path in the window; test/ipc/door.test.ts takes 2,000 for each through the same door in Node. */
const valuesPerPath = 200;
const batch = 100;

let techbench: TechbenchWindow;
before(async () => {
  techbench = await launchTechbench();
  await techbench.call('system.status');
});
after(() => techbench.close());

const paths = [engineContract, shellContract].flatMap((contract: Contract) =>
  Object.entries(contract).flatMap(([domain, procedures]) =>
    Object.keys(procedures).map((name) => `${domain}.${name}`),
  ),
);

const key = fc.constantFrom(
  'id',
  'ids',
  'text',
  'patch',
  'key',
  '__proto__',
  'constructor',
  'length',
  'then',
);
const { value: hostileValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, -1, 1.5, 2 ** 53, -(2 ** 31), '', '\0', '‮', "'; DROP TABLE ticket; --"),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 4 }),
  ),
}));

/** What the bridge makes an empty object of is what `shell.quit` and its like rightly take. */
function arrivesEmpty(value: unknown): boolean {
  if (value === null) return true;
  return (
    typeof value === 'object' &&
    !Array.isArray(value) &&
    Object.keys(value).every((name) => name === '__proto__')
  );
}

const values = fc
  .sample(hostileValue, { numRuns: valuesPerPath * 2, seed: 20_261_122 })
  .map((value) => JSON.stringify(value))
  .filter((text) => !arrivesEmpty(JSON.parse(text)))
  .slice(0, valuesPerPath);

/** Answers by their code, and how many calls the bridge itself threw out. Runs in a page: it may use nothing from here. */
async function flood(input: {
  paths: string[];
  values: string[];
  batch: number;
}): Promise<Record<string, number>> {
  type Bridge = { call(path: unknown, value: unknown): Promise<{ ok: boolean; error?: { code: string } }> };
  const { techbench: bridge } = globalThis as unknown as { techbench: Bridge };
  const codes: Record<string, number> = {};
  const note = (code: string) => (codes[code] = (codes[code] ?? 0) + 1);
  for (const path of input.paths) {
    for (let at = 0; at < input.values.length; at += input.batch) {
      const calls = input.values.slice(at, at + input.batch).map(async (text) => {
        try {
          const answer = await bridge.call(path, JSON.parse(text));
          note(answer.ok ? 'ok' : (answer.error?.code ?? 'none'));
        } catch {
          note('thrown');
        }
      });
      await Promise.all(calls);
    }
  }
  return codes;
}

/** The same from a window that is not Techbench's own, though it has the preload script and may have its address. */
function floodFromStranger(address: string, frame: 'top' | 'inner' | 'detached', subset: readonly string[]) {
  const job = { paths: [...subset], values, batch };
  const text = `(${flood.toString()})(${JSON.stringify(job)})`;
  return techbench.app.evaluate(
    async ({ BrowserWindow, app }, { url, from, code, few }) => {
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          preload: `${app.getAppPath()}/dist/electron/preload.cjs`,
          sandbox: true,
          contextIsolation: true,
          nodeIntegrationInSubFrames: true,
        },
      });
      try {
        await window.loadURL(url).catch(() => {});
        const { mainFrame } = window.webContents;
        if (from === 'top') return await mainFrame.executeJavaScript(code);
        await mainFrame.executeJavaScript(
          `new Promise((resolve) => {
            const inner = document.createElement('iframe');
            inner.srcdoc = 'x';
            inner.onload = () => resolve(0);
            document.body.append(inner);
            setTimeout(resolve, 500, 0);
          })`,
        );
        if (from === 'inner') return await mainFrame.frames[0]!.executeJavaScript(code);
        // The bridge of a frame that is gone by the time it is used.
        return await mainFrame.executeJavaScript(
          `(async () => {
            const inner = document.querySelector('iframe');
            const bridge = inner.contentWindow.techbench;
            if (!bridge) return { 'no bridge': 1 };
            inner.remove();
            const late = new Promise((resolve) => setTimeout(resolve, 3000, { unanswered: 1 }));
            const { values, paths } = ${few};
            const asked = paths.flatMap((path) => values.map(async (text) => {
              try {
                const answer = await bridge.call(path, JSON.parse(text));
                return answer.ok ? 'ok' : answer.error.code;
              } catch { return 'thrown'; }
            }));
            const codes = await Promise.race([Promise.all(asked), late]);
            return Array.isArray(codes) ? Object.fromEntries(codes.map((code) => [code, 1])) : codes;
          })()`,
        );
      } finally {
        window.destroy();
      }
    },
    {
      url: address,
      from: frame,
      code: text,
      few: JSON.stringify({ values: values.slice(0, 50), paths: subset }),
    },
  ) as Promise<Record<string, number>>;
}

const memory = () => techbench.app.evaluate(() => process.memoryUsage().rss / 1024 / 1024);

describe('hostile values', () => {
  it(`from the window itself, ${valuesPerPath} for each of its paths, are answered and break nothing`, async (t) => {
    const before = await memory();
    const codes = await techbench.page.evaluate(flood, { paths, values, batch });
    const grown = (await memory()) - before;
    t.diagnostic(`${paths.length} paths: ${JSON.stringify(codes)}; main grew by ${Math.round(grown)} MB`);
    const answered = Object.values(codes).reduce((sum, count) => sum + count, 0);
    assert.equal(answered, paths.length * values.length);
    assert.equal(codes['internal'], undefined);
    assert.ok((codes['validation'] ?? 0) > answered * 0.9, 'most are refused as not valid');
    assert.doesNotMatch(techbench.log(), /failed unexpectedly/);
    assert.ok(grown < 100, `${grown} MB`);
    assert.ok((await techbench.call<{ address: string | null }>('system.status')).address);
  });

  // 2,000 calls from each kind of frame.
  const asked = [
    'system.status',
    'tickets.update',
    'keys.issue',
    'shell.quit',
    'preferences.set',
    'drafts.save',
    'shell.copyText',
    'tickets.create',
    'imports.apply',
    'nothing.here',
  ];

  for (const [name, url, frame] of [
    ['the top frame of another window with our own page', 'app://techbench/index.html', 'top'],
    ['a page from elsewhere', 'data:text/html,<h1>x</h1>', 'top'],
    ['about:blank', 'about:blank', 'top'],
    ['a frame inside about:blank', 'about:blank', 'inner'],
  ] as const) {
    it(`from ${name} reach nobody`, async () => {
      const codes = await floodFromStranger(url, frame, asked);
      assert.deepEqual(codes, { forbidden: asked.length * values.length });
    });
  }

  it('from a frame that is gone reach nobody', async () => {
    const codes = await floodFromStranger('about:blank', 'detached', asked);
    assert.equal(codes['no bridge'], undefined, 'the frame had a bridge, or this proves nothing');
    assert.equal(codes['ok'], undefined, JSON.stringify(codes));
    for (const code of Object.keys(codes)) assert.match(code, /^(?:forbidden|thrown|unanswered)$/);
  });

  it('find no bridge in a frame inside the window', async () => {
    const bridges = await techbench.page.evaluate(() => {
      const inner = document.createElement('iframe');
      document.body.append(inner);
      const there = [
        typeof window.techbench,
        typeof (inner.contentWindow as typeof window | null)?.techbench,
      ];
      inner.remove();
      return there;
    });
    assert.deepEqual(bridges, ['object', 'undefined']);
  });
});
