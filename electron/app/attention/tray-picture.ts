import {
  blank,
  box,
  copyOf,
  disc,
  fade,
  letters,
  paint,
  ring,
  stroke,
  type Colour,
  type Pixels,
} from './pixels.ts';
import { badgeText, type TrayLook } from './tray-look.ts';

const red: Colour = [229, 72, 77];
const amber: Colour = [255, 178, 36];
const grey: Colour = [139, 141, 152];
const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];

/**
 * The icon for a look, drawn over the plain one. `template`: macOS takes its shape only and colours it to suit the
 * bar, so marks are cut out of it instead of coloured.
 */
export function trayPicture(plain: Pixels, look: TrayLook, template: boolean): Pixels {
  const picture = copyOf(plain);
  const { edge } = picture;
  // The mark sits in the lower right corner, a hair away from what is beneath.
  const radius = edge * 0.31;
  const center = edge - radius;
  const gap = edge / 16;
  const ink = (colour: Colour): Colour => (template ? black : colour);
  switch (look.kind) {
    case 'well':
      return picture;
    case 'offline':
      fade(picture, 0.45);
      paint(picture, null, stroke(edge * 0.16, edge * 0.1, edge * 0.9, edge * 0.84, edge * 0.26));
      paint(picture, ink(grey), stroke(edge * 0.12, edge * 0.12, edge * 0.88, edge * 0.88, edge * 0.1));
      return picture;
    case 'down':
      paint(picture, null, disc(center, center, radius + gap));
      paint(picture, ink(red), disc(center, center, radius));
      paint(
        picture,
        template ? null : white,
        letters(badgeText(look.count), center, center, radius * (look.count > 9 ? 0.8 : 1.15)),
      );
      return picture;
    case 'acknowledged':
      paint(picture, null, disc(center, center, radius + gap));
      paint(picture, ink(amber), ring(center, center, radius, radius * 0.62));
      return picture;
    case 'locked':
      paint(picture, null, disc(center, center, radius + gap));
      padlock(picture, ink(grey), center, center, radius);
      return picture;
  }
}

function padlock(picture: Pixels, colour: Colour, x: number, y: number, radius: number): void {
  const half = radius * 0.72;
  const shackle = ring(x, y - radius * 0.1, radius * 0.56, radius * 0.3);
  paint(picture, colour, (px, py) => py <= y && shackle(px, py));
  paint(picture, colour, box(x - half, y - radius * 0.05, x + half, y + radius * 0.85));
}

/** The badge that Windows lays over the button of the task bar; null where there is nothing to say. */
export function overlayPicture(look: TrayLook, edge: number): Pixels | null {
  if (look.kind !== 'down' && look.kind !== 'acknowledged') return null;
  const picture = blank(edge);
  const middle = edge / 2;
  const colour = look.kind === 'down' ? red : amber;
  paint(picture, colour, disc(middle, middle, middle));
  const ink = look.kind === 'down' ? white : black;
  paint(picture, ink, letters(badgeText(look.count), middle, middle, edge * (look.count > 9 ? 0.42 : 0.6)));
  return picture;
}
