import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const smallestWindow = { width: 720, height: 480 };
const firstWindow = { width: 1440, height: 900 };

const savedState = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof savedState>;

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), Math.max(low, high));
}

/**
 * Where the window goes, wholly inside one of the work areas that exist now: the one it was on most, or
 * the first when that screen is gone. Without a saved place it stands in the middle of the first.
 */
export function placeWindow(saved: Rectangle | null, workAreas: readonly Rectangle[]): Rectangle {
  const [first] = workAreas;
  if (!first) return { x: 0, y: 0, ...firstWindow };
  const area = saved
    ? workAreas.reduce(
        (best, candidate) => (overlap(saved, candidate) > overlap(saved, best) ? candidate : best),
        first,
      )
    : first;
  const wished = saved ?? firstWindow;
  const width = clamp(wished.width, Math.min(smallestWindow.width, area.width), area.width);
  const height = clamp(wished.height, Math.min(smallestWindow.height, area.height), area.height);
  const centred = { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2 };
  const { x, y } = saved && overlap(saved, area) > 0 ? saved : centred;
  return {
    x: Math.round(clamp(x, area.x, area.x + area.width - width)),
    y: Math.round(clamp(y, area.y, area.y + area.height - height)),
    width,
    height,
  };
}

/** The last session's window; null for a first start or a file that cannot be read: neither is worth a word. */
export function readWindowState(file: string): WindowState | null {
  try {
    return savedState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

export function writeWindowState(file: string, state: WindowState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}
