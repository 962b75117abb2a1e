import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  placeWindow,
  readWindowState,
  writeWindowState,
  type Rectangle,
} from '../../electron/app/window-state.ts';
import { nextZoom } from '../../electron/app/zoom.ts';
import { autostartEntry } from '../../electron/app/start-at-login.ts';

const laptop: Rectangle = { x: 0, y: 25, width: 1440, height: 875 };
const monitor: Rectangle = { x: 1440, y: 0, width: 2560, height: 1440 };

function isInside(window: Rectangle, area: Rectangle): boolean {
  return (
    window.x >= area.x &&
    window.y >= area.y &&
    window.x + window.width <= area.x + area.width &&
    window.y + window.height <= area.y + area.height
  );
}

describe('the place of the window', () => {
  it('is the remembered one while its screen is there', () => {
    const saved = { x: 1600, y: 100, width: 1200, height: 900 };
    assert.deepEqual(placeWindow(saved, [laptop, monitor]), saved);
  });

  it('moves to the first screen when its own is gone', () => {
    const placed = placeWindow({ x: 1600, y: 100, width: 1200, height: 900 }, [laptop]);
    assert.ok(isInside(placed, laptop), JSON.stringify(placed));
  });

  it('is pulled in where a part of it was off every screen', () => {
    const placed = placeWindow({ x: -500, y: -300, width: 1000, height: 700 }, [laptop, monitor]);
    assert.deepEqual(placed, { x: 0, y: 25, width: 1000, height: 700 });
  });

  it('shrinks to a smaller screen', () => {
    const small = { x: 0, y: 0, width: 1024, height: 600 };
    assert.deepEqual(placeWindow({ x: 0, y: 0, width: 3000, height: 2000 }, [small]), small);
  });

  it('never becomes too small to use, nor larger than a tiny screen', () => {
    assert.deepEqual(placeWindow({ x: 100, y: 100, width: 1, height: 1 }, [laptop]), {
      x: 100,
      y: 100,
      width: 720,
      height: 480,
    });
    const tiny = { x: 0, y: 0, width: 640, height: 400 };
    assert.deepEqual(placeWindow(null, [tiny]), tiny);
  });

  it('is the middle of the first screen at the first start', () => {
    assert.deepEqual(placeWindow(null, [monitor]), { x: 2000, y: 270, width: 1440, height: 900 });
  });

  it('stays on a screen for any saved numbers', () => {
    const values = [-1e9, -5000, -1, 0, 1, 333, 5000, 1e9];
    for (const x of values)
      for (const y of values)
        for (const size of [1, 500, 1e6]) {
          const placed = placeWindow({ x, y, width: size, height: size }, [laptop, monitor]);
          assert.ok(
            isInside(placed, laptop) || isInside(placed, monitor),
            JSON.stringify({ x, y, size, placed }),
          );
        }
  });
});

describe('the window state file', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'techbench-state-')), 'window-state.json');

  it('reads back what was written', () => {
    const state = { bounds: { x: 1, y: 2, width: 800, height: 600 }, maximized: true };
    writeWindowState(file, state);
    assert.deepEqual(readWindowState(file), state);
  });

  it('is ignored where it is missing, cut off or something else', () => {
    assert.equal(readWindowState(`${file}.none`), null);
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{"bounds":{"x":"1"},"maximized":false}',
      '{"bounds":{"x":1e400}}',
    ]) {
      writeFileSync(file, text);
      assert.equal(readWindowState(file), null, text);
    }
  });
});

describe('zoom', () => {
  it('goes through the steps of Chromium and stops at both ends', () => {
    assert.equal(nextZoom(1, 1), 1.1);
    assert.equal(nextZoom(1, -1), 0.9);
    assert.equal(nextZoom(1.05, 1), 1.1);
    assert.equal(nextZoom(3, 1), 3);
    assert.equal(nextZoom(0.5, -1), 0.5);
    assert.equal(nextZoom(2.5, 0), 1);
  });
});

describe('the autostart entry', () => {
  it('quotes a path as the specification wants it', () => {
    const entry = autostartEntry('/opt/My "Apps"/100%/techbench');
    assert.match(entry, /^Exec="\/opt\/My \\"Apps\\"\/100%%\/techbench" --hidden$/m);
  });
});
