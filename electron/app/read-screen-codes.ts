import { desktopCapturer, screen, type BrowserWindow, type NativeImage } from 'electron';
import { AppError } from '../../shared/errors.ts';

/** Larger screens are read smaller: a code that a phone could take from them holds within this. */
const longestSide = 2400;
const longestMs = 1500;
/** Until the window is off the screen, shadow and all. */
const goneAfterMs = 250;

/** What a page may learn of the screen; whatever else a QR code there says stays here. */
const oneTimeCode = /^(?:otpauth|otpauth-migration|steam):\/\//i;

/**
 * Addresses of one-time codes in QR codes that are on a screen now. The picture is looked at here, and nothing of it
 * but such an address leaves: a page that could ask for the screen itself could watch it.
 * @throws AppError `unavailable` where the system shows nothing of its screens
 */
export async function readScreenCodes(window: BrowserWindow | undefined): Promise<string[]> {
  const wasVisible = window?.isVisible() ?? false;
  if (wasVisible) window?.hide();
  try {
    if (wasVisible) await new Promise((resolve) => setTimeout(resolve, goneAfterMs));
    const pictures = await picturesOfScreens();
    const { decodeQR } = await import('qr/decode.js');
    return pictures.flatMap((picture) => {
      const { width, height } = picture.getSize();
      try {
        const options = { format: 'BGRA', effort: Infinity, timeLimit: longestMs } as const;
        const text = decodeQR({ width, height, data: picture.toBitmap() }, options);
        return oneTimeCode.test(text) ? [text] : [];
      } catch {
        // No code on this screen.
        return [];
      }
    });
  } finally {
    if (wasVisible) window?.show();
  }
}

async function picturesOfScreens(): Promise<NativeImage[]> {
  const sides = screen
    .getAllDisplays()
    .flatMap(({ size, scaleFactor }) => [size.width * scaleFactor, size.height * scaleFactor]);
  const side = Math.min(longestSide, Math.max(...sides));
  const thumbnailSize = { width: side, height: side };
  let pictures: NativeImage[];
  try {
    const sources = await desktopCapturer.getSources({ types: ['screen'], thumbnailSize });
    pictures = sources.map(({ thumbnail }) => thumbnail).filter((picture) => !picture.isEmpty());
  } catch (cause) {
    throw new AppError('unavailable', 'The system did not show its screen to Techbench.', { cause });
  }
  if (pictures.length > 0) return pictures;
  throw new AppError(
    'unavailable',
    'The system showed nothing of its screen. It may have to be allowed in the system’s privacy settings first.',
  );
}
