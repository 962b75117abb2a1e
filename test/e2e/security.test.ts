import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { foreignUrls } from '../support/hostile-urls.ts';
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

const countWindows = () =>
  techbench.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
const countContents = () =>
  techbench.app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
const home = 'app://techbench/index.html';
const isHome = ({ protocol, host, pathname }: URL) => `${protocol}//${host}${pathname}` === home;

describe('the rights of the window', () => {
  it('are what the checklist asks, read back from the running window', async () => {
    const preferences = await techbench.app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        // Not in Electron's types, and the only way to see what was really applied.
        const { getLastWebPreferences } = contents as unknown as {
          getLastWebPreferences(): Record<string, unknown>;
        };
        return getLastWebPreferences.call(contents);
      }),
    );
    assert.equal(preferences.length, 1);
    for (const applied of preferences) {
      const expected = {
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
      };
      for (const [name, value] of Object.entries(expected)) assert.equal(applied[name] ?? false, value, name);
      assert.equal(applied['enableBlinkFeatures'] ?? '', '');
    }
  });

  it('hold no Node and no Electron', async () => {
    const found = await techbench.page.evaluate(() =>
      [
        'require',
        'module',
        'exports',
        'process',
        'Buffer',
        'global',
        '__dirname',
        'setImmediate',
        'electron',
        'ipcRenderer',
      ].filter((name) => name in globalThis),
    );
    assert.deepEqual(found, []);
  });

  it('expose two functions and nothing that leads further', async () => {
    const surface = await techbench.page.evaluate(() => {
      const bridge = (globalThis as unknown as { techbench: Record<string, unknown> }).techbench;
      return {
        names: Reflect.ownKeys(bridge).map(String).toSorted(),
        types: Object.values(bridge).map((value) => typeof value),
        replaceable: Reflect.defineProperty(globalThis, 'techbench', { value: 1 }),
      };
    });
    assert.deepEqual(surface, {
      names: ['call', 'subscribe'],
      types: ['function', 'function'],
      replaceable: false,
    });
  });

  it('keep the page away from the world of the preload script', async () => {
    const stolen = await techbench.page.evaluate(async () => {
      const { techbench: bridge } = globalThis as unknown as {
        techbench: { call(path: string, input: unknown): Promise<unknown> };
      };
      // The page's own code goes on meanwhile: only what carries our mark was overheard.
      const mark = 'nothing.overheard';
      let seen = false;
      const { stringify } = JSON;
      const listen = (values: unknown[]): void => {
        seen ||= (stringify(values) ?? '').includes(mark);
      };
      JSON.stringify = ((...args: Parameters<typeof stringify>) => {
        listen(args);
        return stringify(...args);
      }) as typeof stringify;
      const { push } = Array.prototype;
      /* eslint-disable no-extend-native -- as a hostile page would, to listen in on the preload script */
      Array.prototype.push = function (...items: unknown[]) {
        try {
          listen(items);
        } catch {
          // Cyclic values of the page's own are none of ours.
        }
        return push.apply(this, items);
      };
      try {
        await bridge.call(mark, {});
      } finally {
        JSON.stringify = stringify;
        Array.prototype.push = push;
        /* eslint-enable no-extend-native */
      }
      return seen;
    });
    assert.equal(stolen, false);
  });

  it('survive a value that would change a prototype on its way', async () => {
    const outcome = await techbench.page.evaluate(async () => {
      const { techbench: bridge } = globalThis as unknown as {
        techbench: { call(path: string, input: unknown): Promise<{ ok: boolean; error?: { code: string } }> };
      };
      const evil = JSON.parse('{"__proto__":{"polluted":true}}') as unknown;
      const answer = await bridge.call('preferences.set', evil);
      return { code: answer.error?.code ?? 'ok', polluted: 'polluted' in {} };
    });
    assert.equal(outcome.polluted, false);
    assert.notEqual(outcome.code, 'internal');
    const polluted = await techbench.app.evaluate(() => 'polluted' in {});
    assert.equal(polluted, false);
  });
});

describe('permissions', () => {
  /** Every name that Electron 33 or 45 knows, and one that neither does. */
  const names = [
    'accessibility-events',
    'ambient-light-sensor',
    'automatic-fullscreen',
    'background-fetch',
    'background-sync',
    'camera',
    'clipboard-read',
    'clipboard-sanitized-write',
    'deprecated-sync-clipboard-read',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'geolocation',
    'hid',
    'idle-detection',
    'keyboardLock',
    'local-fonts',
    'local-network',
    'local-network-access',
    'loopback-network',
    'media',
    'mediaKeySystem',
    'microphone',
    'midi',
    'midiSysex',
    'nfc',
    'notifications',
    'openExternal',
    'payment-handler',
    'periodic-background-sync',
    'persistent-storage',
    'pointerLock',
    'screen-wake-lock',
    'sensors',
    'serial',
    'speaker-selection',
    'storage-access',
    'system-wake-lock',
    'top-level-storage-access',
    'unknown',
    'usb',
    'vr',
    'web-app-installation',
    'web-printing',
    'window-management',
    'something-from-the-future',
  ];

  it('are all denied, for us as for strangers, asked and looked up', async () => {
    assert.ok(names.length >= 46);
    const granted = await techbench.page.evaluate(async (queried) => {
      const open: string[] = [];
      for (const name of queried) {
        try {
          const { state } = await navigator.permissions.query({ name: name as PermissionName });
          if (state === 'granted') open.push(name);
        } catch {
          // Not a name that this Chromium can be asked about.
        }
      }
      return open;
    }, names);
    assert.deepEqual(granted, []);
  });

  it('do not let the page see, hear, locate or notify', async () => {
    const outcomes = await techbench.page.evaluate(async () => {
      const denied = async (run: () => Promise<unknown>) =>
        run().then(
          () => 'granted',
          () => 'denied',
        );
      return {
        camera: await denied(() => navigator.mediaDevices.getUserMedia({ video: true })),
        microphone: await denied(() => navigator.mediaDevices.getUserMedia({ audio: true })),
        screen: await denied(() => navigator.mediaDevices.getDisplayMedia()),
        place: await denied(
          () =>
            new Promise((resolve, reject) =>
              navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: 3000 }),
            ),
        ),
        notify: await Notification.requestPermission(),
        clipboard: await denied(() => navigator.clipboard.readText()),
      };
    });
    assert.deepEqual(outcomes, {
      camera: 'denied',
      microphone: 'denied',
      screen: 'denied',
      place: 'denied',
      notify: 'denied',
      clipboard: 'denied',
    });
  });
});

describe('navigation', () => {
  it('stays at home for sixty spellings of elsewhere, by script and by link', async () => {
    const urls = [outsideUrl, 'app://techbench/files.json', ...foreignUrls];
    for (const url of urls) {
      await techbench.page
        .evaluate((target) => {
          const link = document.createElement('a');
          link.href = target;
          document.body.append(link);
          link.click();
          link.remove();
          location.assign(target);
        }, url)
        // A spelling that the page itself refuses, or one that names the page it is on and reloads it.
        .catch(() => {});
      await techbench.page.waitForTimeout(20);
      // An address that Chromium cannot read becomes an empty or an error page, from which the window comes home.
      await techbench.page.waitForURL(isHome);
    }
    await techbench.page.waitForTimeout(300);
    assert.ok(isHome(new URL(techbench.page.url())), techbench.page.url());
    assert.ok((await techbench.call<{ version: string }>('shell.about')).version);
    assert.equal(outsideRequests, 0);
    assert.equal(await countWindows(), 1);
  });

  it('may reload the application itself (control: the page can navigate at all)', async () => {
    await techbench.page.evaluate(() => location.assign('app://techbench/index.html?again'));
    await techbench.page.waitForURL('app://techbench/index.html?again');
    await techbench.page.evaluate(() => location.assign('app://techbench/index.html'));
    await techbench.page.waitForURL('app://techbench/index.html');
  });

  it('opens no second window in forty ways of asking', async () => {
    const attempts = await techbench.page.evaluate((server) => {
      const urls = [
        'about:blank',
        '',
        'app://techbench/index.html',
        server,
        'https://evil.example/',
        'javascript:1',
        'data:text/html,x',
        'blob:x',
        'file:///etc/passwd',
        'smb://evil.example/x',
      ];
      let count = 0;
      for (const url of urls) {
        for (const [target, features] of [
          ['_blank', ''],
          ['named', 'width=100'],
          ['_blank', 'noopener,sandbox=no,nodeIntegration=1'],
        ] as const) {
          count += 1;
          if (window.open(url, target, features)) return -1;
        }
        const link = document.createElement('a');
        link.href = url;
        link.target = '_blank';
        document.body.append(link);
        for (const button of [0, 1]) {
          count += 1;
          link.dispatchEvent(
            new MouseEvent(button === 0 ? 'click' : 'auxclick', { button, ctrlKey: true, bubbles: true }),
          );
        }
        link.remove();
      }
      return count;
    }, outsideUrl);
    assert.ok(attempts >= 40, `${attempts} attempts, or a window came back`);
    await techbench.page.waitForTimeout(300);
    assert.equal(await countWindows(), 1);
    assert.equal(outsideRequests, 0);
  });

  it('attaches no guest', async () => {
    await techbench.page.evaluate((server) => {
      const guest = document.createElement('webview');
      guest.setAttribute('src', server);
      document.body.append(guest);
    }, outsideUrl);
    await techbench.page.waitForTimeout(300);
    assert.equal(await countContents(), 1);
    assert.equal(outsideRequests, 0);
  });

  it('downloads nothing', async () => {
    const before = await techbench.app.evaluate(({ session }) => {
      const counter = globalThis as unknown as { downloads: number };
      counter.downloads = 0;
      session.defaultSession.on('will-download', (_event, item) => {
        if (item.getState() !== 'cancelled') counter.downloads += 1;
        item.on('done', (_done, state) => {
          if (state === 'completed') counter.downloads += 100;
        });
      });
      return counter.downloads;
    });
    assert.equal(before, 0);
    await techbench.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'x.txt';
      link.click();
    });
    await techbench.page.waitForTimeout(300);
    const finished = await techbench.app.evaluate(
      () => (globalThis as unknown as { downloads: number }).downloads,
    );
    assert.ok(finished < 100, 'no download was completed');
  });
});
