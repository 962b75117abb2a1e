// node scripts/render-icons.mjs: draws every icon file from the two SVGs in resources/, in a real window.
// Run by hand after a change to the drawings; the results are committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron } from 'playwright';
import { hasScreen, inVirtualSession, run } from './session.mjs';
import { nodePath, projectRoot } from './set-up/paths.mjs';
import { electronRuntime } from './set-up/runtime.mjs';

if (!hasScreen() || !process.versions.node.startsWith('24')) {
  const again = [nodePath, import.meta.filename];
  process.exit(await run(hasScreen() ? again : inVirtualSession(again, { throwaway: 'tools' })));
}

const resources = path.join(projectRoot, 'resources');
const runtime = electronRuntime();
const app = await _electron.launch({
  executablePath: runtime.executable,
  args: [...runtime.args, path.join(projectRoot, 'scripts/icon-window.mjs')],
});
const page = await app.firstWindow();

/** @param {string} svg @param {number} size @returns {Promise<Buffer>} A PNG, transparent where nothing is drawn. */
async function render(svg, size) {
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  const url = await page.evaluate(
    async ([from, edge]) => {
      const image = new Image();
      image.src = from;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = edge;
      canvas.getContext('2d')?.drawImage(image, 0, 0, edge, edge);
      return canvas.toDataURL('image/png');
    },
    /** @type {const} */ ([source, size]),
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/**
 * A Windows icon: a directory of PNGs (allowed since Vista).
 *
 * @param {{ size: number, png: Buffer }[]} images
 */
function ico(images) {
  const directory = Buffer.alloc(6 + images.length * 16);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(images.length, 4);
  let offset = directory.length;
  for (const [index, { size, png }] of images.entries()) {
    const at = 6 + index * 16;
    directory.writeUInt8(size === 256 ? 0 : size, at);
    directory.writeUInt8(size === 256 ? 0 : size, at + 1);
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(png.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([directory, ...images.map(({ png }) => png)]);
}

/**
 * A macOS icon: PNGs under the four-letter names of their sizes.
 *
 * @param {{ type: string, png: Buffer }[]} images
 */
function icns(images) {
  const chunks = images.map(({ type, png }) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 'latin1');
  head.writeUInt32BE(8 + chunks.reduce((sum, { length }) => sum + length, 0), 4);
  return Buffer.concat([head, ...chunks]);
}

const icon = readFileSync(path.join(resources, 'icon.svg'), 'utf8');
const tray = readFileSync(path.join(resources, 'tray.svg'), 'utf8');
// A tray on Windows or Linux may be dark or light: the accent is seen on both.
const colouredTray = tray.replaceAll('#000', '#7b7bee');

/** @param {string} name @param {Buffer} data */
function write(name, data) {
  mkdirSync(path.dirname(path.join(resources, name)), { recursive: true });
  writeFileSync(path.join(resources, name), data);
}
/** @param {string} svg @param {number[]} sizes */
const renderAll = (svg, sizes) =>
  Promise.all(sizes.map(async (size) => ({ size, png: await render(svg, size) })));

for (const { size, png } of await renderAll(icon, [16, 32, 48, 64, 128, 256, 512])) {
  write(`icons/${size}x${size}.png`, png);
}
write('icon.png', await render(icon, 1024));
write('icon.ico', ico(await renderAll(icon, [16, 24, 32, 48, 64, 128, 256])));
const macTypes = /** @type {const} */ ([
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
]);
write(
  'icon.icns',
  icns(await Promise.all(macTypes.map(async ([type, size]) => ({ type, png: await render(icon, size) })))),
);
write('tray/tray.png', await render(colouredTray, 24));
write('tray/tray@2x.png', await render(colouredTray, 48));
write('tray/tray.ico', ico(await renderAll(colouredTray, [16, 20, 24, 32, 48])));
write('tray/trayTemplate.png', await render(tray, 16));
write('tray/trayTemplate@2x.png', await render(tray, 32));
await app.close();
