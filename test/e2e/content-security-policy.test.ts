import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { contentSecurityPolicy } from '../../electron/app/content-security-policy.ts';
import { traversalNames } from '../support/traversal-names.ts';
import { launchTechbench, type TechbenchWindow } from '../support/techbench-window.ts';

let techbench: TechbenchWindow;
let outside: Server;
let outsideUrl: string;
let outsideRequests = 0;

before(async () => {
  outside = createServer((_request, response) => {
    outsideRequests += 1;
    response.end('<script>document.title = "outside"</script>');
  });
  outside.listen(0, '127.0.0.1');
  await once(outside, 'listening');
  outsideUrl = `http://127.0.0.1:${(outside.address() as AddressInfo).port}/`;
  techbench = await launchTechbench();
});
after(async () => {
  await techbench.close();
  outside.close();
});

describe('the content security policy', () => {
  it('comes with every response, in the header and in the page', async () => {
    const answers = await techbench.page.evaluate(async () => {
      const paths = ['/index.html', '/files.json', '/nothing-here'];
      return Promise.all(
        paths.map(async (target) => {
          const response = await fetch(target);
          return { status: response.status, policy: response.headers.get('content-security-policy') };
        }),
      );
    });
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 404, 404],
    );
    for (const { policy } of answers) assert.equal(policy, contentSecurityPolicy);
    const meta = await techbench.page.evaluate(
      () =>
        document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '',
    );
    const inHeader = meta.replace('; require-trusted', "; frame-ancestors 'none'; require-trusted");
    assert.equal(inHeader, contentSecurityPolicy);
  });

  it('lets none of forty payloads run', async () => {
    const run = await techbench.page.evaluate(async (server) => {
      const state = globalThis as unknown as { ran: string[] };
      state.ran = [];
      // What the debugger's own call runs is exempt from the policy's ban on eval; a task of the page is not.
      await new Promise((resolve) => setTimeout(resolve));
      const markup = [
        '<script>ran.push(1)</script>',
        '<img src=x onerror="ran.push(2)">',
        '<svg onload="ran.push(3)"></svg>',
        '<svg><script>ran.push(4)</script></svg>',
        '<body onload="ran.push(5)">',
        '<iframe srcdoc="<script>parent.ran.push(6)</script>"></iframe>',
        '<iframe src="javascript:parent.ran.push(7)"></iframe>',
        '<a href="javascript:ran.push(8)" id="click-me">x</a>',
        '<form action="javascript:ran.push(9)"><button></button></form>',
        '<object data="data:text/html,<script>parent.ran.push(10)</script>"></object>',
        '<embed src="data:text/html,<script>parent.ran.push(11)</script>">',
        '<details open ontoggle="ran.push(12)">',
        '<input autofocus onfocus="ran.push(13)">',
        '<video><source onerror="ran.push(14)"></video>',
        '<audio src=x onerror="ran.push(15)">',
        '<marquee onstart="ran.push(16)">x</marquee>',
        '<math><mtext><script>ran.push(17)</script></mtext></math>',
        '<style>@import "data:text/css,*{background:red}"</style>',
        '<link rel="stylesheet" href="data:text/css,*{}" onload="ran.push(19)">',
        '<meta http-equiv="refresh" content="0;url=javascript:ran.push(20)">',
        '<base href="https://evil.example/">',
        '<template><script>ran.push(22)</script></template>',
        '<button onclick="ran.push(23)" id="press-me"></button>',
        '<svg><animate onbegin="ran.push(24)" attributeName=x dur=1s>',
        '<svg><set onbegin="ran.push(25)" attributeName=x>',
        '<isindex type=image src=1 onerror="ran.push(26)">',
      ];
      for (const text of markup) {
        const holder = document.createElement('div');
        try {
          holder.innerHTML = text;
        } catch {
          // Trusted types: the page may not even parse text as markup.
        }
        document.body.append(holder);
        holder.remove();
        const parsed = document.createElement('div');
        const tree = (() => {
          try {
            return new DOMParser().parseFromString(text, 'text/html').body;
          } catch {
            return parsed;
          }
        })();
        parsed.append(...tree.childNodes);
        document.body.append(parsed);
        for (const element of parsed.querySelectorAll<HTMLElement>('#click-me,#press-me')) element.click();
        parsed.remove();
      }
      const attempts: (() => unknown)[] = [
        /* eslint-disable no-eval, typescript/no-implied-eval -- whether it runs is the question */
        () => (0, eval)('ran.push(30)'),
        () => new Function('ran.push(31)')(),
        () => setTimeout('ran.push(32)' as unknown as () => void),
        /* eslint-enable no-eval, typescript/no-implied-eval */
        () => document.write('<script>ran.push(33)</script>'),
        () => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="ran.push(34)">'),
        () => {
          const script = document.createElement('script');
          script.textContent = 'ran.push(35)';
          document.body.append(script);
        },
        () => {
          const script = document.createElement('script');
          script.src = `${server}x.js`;
          document.body.append(script);
        },
        () => {
          const script = document.createElement('script');
          script.src = 'data:text/javascript,ran.push(37)';
          document.body.append(script);
        },
        () => {
          const script = document.createElement('script');
          script.src = URL.createObjectURL(new Blob(['ran.push(38)'], { type: 'text/javascript' }));
          document.body.append(script);
        },
        () => document.body.setAttribute('onclick', 'ran.push(39)'),
        () => new Worker(`${server}x.js`),
        () => new Worker(URL.createObjectURL(new Blob(['1']))),
        () => import(/* @vite-ignore */ `${server}x.js`).catch(() => {}),
        () => navigator.serviceWorker.register('/index.html').catch(() => {}),
        () => document.body.click(),
      ];
      for (const attempt of attempts) {
        try {
          await attempt();
        } catch {
          // Refused on the spot.
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
      document.body.removeAttribute('onclick');
      return { ran: state.ran, count: markup.length + attempts.length };
    }, outsideUrl);
    assert.ok(run.count >= 40);
    assert.deepEqual(run.ran, []);
    assert.equal(outsideRequests, 0);
  });

  it('lets the page reach no server', async () => {
    const reached = await techbench.page.evaluate(async (server) => {
      const outcomes: string[] = [];
      await fetch(server).then(
        () => outcomes.push('fetch'),
        () => {},
      );
      await fetch('https://example.com').then(
        () => outcomes.push('https'),
        () => {},
      );
      try {
        new WebSocket(server.replace('http', 'ws')).addEventListener('open', () => outcomes.push('socket'));
      } catch {
        // Refused on the spot.
      }
      navigator.sendBeacon(server, 'x');
      new Image().src = `${server}x.png`;
      new EventSource(server).addEventListener('open', () => outcomes.push('events'));
      await new Promise((resolve) => setTimeout(resolve, 500));
      return outcomes;
    }, outsideUrl);
    assert.deepEqual(reached, []);
    assert.equal(outsideRequests, 0);
  });

  it('is what holds: the same page without it runs a payload (control)', async () => {
    const ran = await techbench.app.evaluate(async ({ BrowserWindow }) => {
      const bare = new BrowserWindow({
        show: false,
        webPreferences: { sandbox: true, contextIsolation: true },
      });
      try {
        await bare.loadURL('data:text/html,<img src=x onerror="document.title=%27ran%27">');
        for (let tries = 0; tries < 200 && bare.getTitle() !== 'ran'; tries += 1)
          await new Promise((resolve) => setTimeout(resolve, 50));
        return bare.getTitle();
      } finally {
        bare.destroy();
      }
    });
    assert.equal(ran, 'ran');
  });
});

describe('app:// in the real window', () => {
  it('gives nothing away to 400 names that climb, hide or confuse (T15)', async () => {
    const names = traversalNames('package.json', 'files.json');
    const answers = await techbench.page.evaluate(
      (all) =>
        Promise.all(
          all.map(async (name) => {
            // A name that Chromium itself turns into another place is refused by the policy, before it is asked for.
            const status = await fetch(`app://techbench/${name}`).then(
              (response) => response.status,
              () => 0,
            );
            return { name, status };
          }),
        ),
      names,
    );
    assert.ok(answers.length >= 400);
    assert.deepEqual(
      answers.filter(({ status }) => status !== 404 && status !== 0),
      [],
    );
    assert.ok(answers.filter(({ status }) => status === 404).length > 380);
  });
});
