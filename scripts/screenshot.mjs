// node scripts/screenshot.mjs --out x.png [--demo] [--size 1280x800] [--theme dark] [--route ticket/1] [--keys "g o"] [--wait 800]
// A picture of the built application's window, for the README and for looking at a screen quickly.
import { parseArgs } from 'node:util';
import { nodePath } from './set-up/paths.mjs';
import { hasScreen, inVirtualSession, run } from './session.mjs';

if (!hasScreen() || !process.versions.node.startsWith('24')) {
  const again = [nodePath, import.meta.filename, ...process.argv.slice(2)];
  process.exit(await run(hasScreen() ? again : inVirtualSession(again, { throwaway: 'tools' })));
}

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    demo: { type: 'boolean', default: false },
    size: { type: 'string', default: '1440x900' },
    theme: { type: 'string', default: 'light' },
    route: { type: 'string' },
    keys: { type: 'string', default: '' },
    wait: { type: 'string', default: '600' },
    data: { type: 'string' },
  },
});
if (!values.out) throw new Error('Name the picture: --out <file.png>');

const { launchTechbench } = await import('../test/support/techbench-window.ts');
const [width = 1440, height = 900] = values.size.split('x').map(Number);
const techbench = await launchTechbench({
  demo: values.demo,
  size: { width, height },
  theme: values.theme === 'dark' ? 'dark' : 'light',
  ...(values.data ? { userData: values.data } : {}),
});
const { app, page } = techbench;
if (values.route) {
  await app.evaluate(({ BrowserWindow }, to) => {
    const text = JSON.stringify({ type: 'navigate', to });
    BrowserWindow.getAllWindows()[0]?.webContents.send('techbench:push', text);
  }, values.route);
}
for (const key of values.keys.split(' ').filter(Boolean)) await page.keyboard.press(key);
await page.waitForTimeout(Number(values.wait));
await page.screenshot({ path: values.out });
await techbench.close();
