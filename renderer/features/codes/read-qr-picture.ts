/** Larger pictures are made smaller first: a screen of any size holds its code within this. */
const longestSide = 2400;
const longestMs = 3000;

/**
 * The text of the QR code in a picture, read on this machine by this page.
 * @throws Error in words for the technician
 */
export async function readQrPicture(picture: Blob): Promise<string> {
  const [{ decodeQR }, bitmap] = await Promise.all([import('qr/decode.js'), drawable(picture)]);
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The picture cannot be drawn here.');
  // Transparent parts would be read as black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const { data } = context.getImageData(0, 0, width, height);
  try {
    return decodeQR({ width, height, data }, { format: 'RGBA', effort: Infinity, timeLimit: longestMs });
  } catch {
    throw new Error('No QR code was found in the picture. Cut it closer to the code, or take a larger one.');
  }
}

async function drawable(picture: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(picture);
  } catch {
    throw new Error('That file is no picture that can be read. PNG, JPEG, GIF and WebP can.');
  }
}

/** The first picture of what was pasted or dropped; null where there is none. */
export function pictureIn(data: DataTransfer | null): File | null {
  const files = [...(data?.files ?? [])];
  return files.find(({ type }) => type.startsWith('image/')) ?? null;
}
