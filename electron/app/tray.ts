import path from 'node:path';
import { app, Menu, nativeImage, Tray, type BrowserWindow } from 'electron';
import type { Pixels } from './attention/pixels.ts';
import { trayLook, trayWords, type TrayLook } from './attention/tray-look.ts';
import { overlayPicture, trayPicture } from './attention/tray-picture.ts';
import { trayMenu, type TrayActions, type TrayState } from './tray-menu.ts';

export interface TrayIcon {
  show(state: TrayState): void;
}

const isMac = process.platform === 'darwin';
/** Pixels of an icon at the plain scale, and the scales that screens have. */
const edge = process.platform === 'linux' ? 24 : 16;
const scales = [1, 1.5, 2];

/** The plain icon as pixels at a scale, from the largest drawing there is. */
function plainPixels(source: Electron.NativeImage, scale: number): Pixels {
  const size = Math.round(edge * scale);
  const data = source.resize({ width: size, height: size, quality: 'best' }).toBitmap({ scaleFactor: 1 });
  return { edge: size, data };
}

function imageOf(
  pictures: readonly { readonly scale: number; readonly pixels: Pixels }[],
): Electron.NativeImage {
  const image = nativeImage.createEmpty();
  for (const { scale, pixels } of pictures) {
    const buffer = Buffer.from(pixels.data);
    image.addRepresentation({ scaleFactor: scale, width: pixels.edge, height: pixels.edge, buffer });
  }
  if (isMac) image.setTemplateImage(true);
  return image;
}

/** The icon beside the clock. The caller keeps what this returns: a collected tray disappears. */
export function createTray(
  resources: string,
  actions: TrayActions,
  currentWindow: () => BrowserWindow | undefined,
): TrayIcon {
  const file = path.join(resources, 'tray', isMac ? 'trayTemplate@2x.png' : 'tray@2x.png');
  // Read as data: the name's `@2x` would be taken for a scale of what is to be scaled here.
  const source = nativeImage.createFromBuffer(nativeImage.createFromPath(file).toPNG({ scaleFactor: 2 }));
  const plain = scales.map((scale) => ({ scale, pixels: plainPixels(source, scale) }));
  const draw = (look: TrayLook): Electron.NativeImage =>
    imageOf(plain.map(({ scale, pixels }) => ({ scale, pixels: trayPicture(pixels, look, isMac) })));
  const tray = new Tray(draw({ kind: 'well' }));
  tray.on('click', actions.open);
  let drawn = '';

  function markTaskBar(look: TrayLook, words: string): void {
    app.setBadgeCount(look.kind === 'down' ? look.count : 0);
    if (process.platform !== 'win32') return;
    const pictures = [1, 2].map((scale) => ({ scale, pixels: overlayPicture(look, 16 * scale) }));
    const there = pictures.flatMap(({ scale, pixels }) => (pixels ? [{ scale, pixels }] : []));
    currentWindow()?.setOverlayIcon(there.length > 0 ? imageOf(there) : null, words);
  }

  return {
    show(state) {
      const look = trayLook(state.facts);
      const words = trayWords(state.facts);
      if (drawn !== words) {
        drawn = words;
        tray.setImage(draw(look));
        // A template has one colour, so macOS has the number beside it as well.
        if (isMac) tray.setTitle(look.kind === 'down' ? String(look.count) : '');
        markTaskBar(look, words);
      }
      tray.setToolTip(words);
      tray.setContextMenu(Menu.buildFromTemplate(trayMenu(state, actions)));
    },
  };
}
