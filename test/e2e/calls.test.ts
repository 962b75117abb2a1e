import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { launchTechbench, type TechbenchWindow } from '../support/techbench-window.ts';

let techbench: TechbenchWindow;
before(async () => {
  techbench = await launchTechbench();
  await techbench.call('system.status');
});
after(() => techbench.close());

interface Answer {
  readonly ok: boolean;
  readonly error?: { readonly code: string };
}

/**
 * Opens a second window with the real preload script on some page, asks from each of its frames, and closes
 * it. This is what a page from elsewhere would have to manage first; the door must refuse it all the same.
 */
function askFromStranger(url: string) {
  return techbench.app.evaluate(async ({ BrowserWindow, app }, target) => {
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
      await window.loadURL(target).catch(() => {});
      const ask = `window.techbench ? window.techbench.call('shell.about', {}) : 'no bridge'`;
      return await Promise.all(
        window.webContents.mainFrame.framesInSubtree.map((frame) => frame.executeJavaScript(ask)),
      );
    } finally {
      window.destroy();
    }
  }, url) as Promise<(Answer | 'no bridge')[]>;
}

describe('calls from the page', () => {
  it('are answered for the window (control)', async () => {
    const about = await techbench.call<{ electron: string }>('shell.about');
    assert.match(about.electron, /^\d+\./);
  });

  it('are refused from a window that is not the main one, wherever it is', async () => {
    const places = [
      'app://techbench/index.html',
      'data:text/html,<h1>x</h1>',
      'about:blank',
      'data:text/html,<iframe srcdoc="x"></iframe><iframe src="about:blank"></iframe>',
    ];
    for (const place of places) {
      const answers = await askFromStranger(place);
      assert.ok(
        answers.some((answer) => answer !== 'no bridge'),
        `${place}: somebody had the bridge, or this proves nothing`,
      );
      for (const answer of answers) {
        if (answer === 'no bridge') continue;
        assert.equal(answer.ok, false, place);
        assert.equal(answer.error?.code, 'forbidden', place);
      }
    }
    assert.match(techbench.log(), /a stranger called/);
  });

  it('survive thousands of values that no procedure takes', async () => {
    const outcome = await techbench.page.evaluate(async () => {
      const { techbench: bridge } = globalThis as unknown as {
        techbench: {
          call(path: unknown, input: unknown): Promise<{ ok: boolean; error?: { code: string } }>;
        };
      };
      const cycle: Record<string, unknown> = {};
      cycle['self'] = cycle;
      const trap = {
        get id() {
          throw new Error('getter');
        },
      };
      const values: unknown[] = [
        undefined,
        null,
        true,
        0,
        -0,
        NaN,
        Infinity,
        1e308,
        '',
        'x',
        'x'.repeat(1_000_000),
        [],
        [[]],
        {},
        cycle,
        trap,
        Symbol('x'),
        () => 1,
        10n,
        new Date(0),
        new Date(NaN),
        /x/,
        new Map([[1, 2]]),
        new Set([1]),
        new Error('x'),
        new ArrayBuffer(64 * 1024 * 1024),
        new Uint8Array(1024),
        new Blob(['x']),
        document.body,
        globalThis,
        Object.create(null),
        Object.create({ id: 1 }),
        JSON.parse('{"__proto__":{"id":1}}'),
        new Proxy({}, {}),
        Promise.resolve(1),
        { id: '1' },
        { id: 1.5 },
        { id: [1] },
        { toJSON: () => ({ id: 'x' }) },
        // eslint-disable-next-line unicorn/no-thenable -- what an await might trip over
        { then: 1 },
      ];
      const paths = [
        'tickets.get',
        'tickets.update',
        'preferences.set',
        'shell.openExternal',
        'keys.issue',
        'drafts.save',
        'nothing.here',
        '__proto__.x',
      ];
      const codes: Record<string, number> = {};
      let refusedHere = 0;
      for (let round = 0; round < 4; round += 1) {
        for (const path of paths) {
          const answers = values.map((value) =>
            Promise.resolve()
              .then(() => bridge.call(path, value))
              .then(
                (answer) => {
                  const code = answer.ok ? 'ok' : (answer.error?.code ?? 'none');
                  codes[code] = (codes[code] ?? 0) + 1;
                },
                () => (refusedHere += 1),
              ),
          );
          await Promise.all(answers);
        }
      }
      return { codes, refusedHere };
    });
    assert.equal(outcome.codes['internal'], undefined, JSON.stringify(outcome));
    assert.ok((outcome.codes['validation'] ?? 0) > 700, JSON.stringify(outcome));
    assert.doesNotMatch(techbench.log(), /failed unexpectedly/);
    assert.equal((await techbench.call<{ packaged: boolean }>('shell.about')).packaged, false);
  });

  it('do not grow main when a hundred thousand of them arrive', async (t) => {
    const memory = () =>
      techbench.app.evaluate(() => {
        globalThis.gc?.();
        return process.memoryUsage().rss / 1024 / 1024;
      });
    const before = await memory();
    const codes = await techbench.page.evaluate(async () => {
      const { techbench: bridge } = globalThis as unknown as {
        techbench: { call(p: string, i: unknown): Promise<Answer> };
      };
      interface Answer {
        ok: boolean;
        error?: { code: string };
      }
      const counts: Record<string, number> = {};
      for (let batch = 0; batch < 20; batch += 1) {
        const flood = Array.from({ length: 5000 }, () => bridge.call('system.status', {}));
        for (const answer of await Promise.all(flood)) {
          const code = answer.ok ? 'ok' : (answer.error?.code ?? 'none');
          counts[code] = (counts[code] ?? 0) + 1;
        }
      }
      return counts;
    });
    const grown = (await memory()) - before;
    t.diagnostic(`answers: ${JSON.stringify(codes)}; main grew by ${Math.round(grown)} MB`);
    assert.equal(
      Object.values(codes).reduce((sum, count) => sum + count, 0),
      100_000,
    );
    assert.deepEqual(
      Object.keys(codes).filter((code) => code !== 'ok' && code !== 'rate_limited'),
      [],
    );
    assert.ok(grown < 100, `${grown} MB`);
    await techbench.call('system.status');
  });
});
