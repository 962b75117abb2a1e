import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { trayLook, trayWords, type TrayFacts } from '../../electron/app/attention/tray-look.ts';
import { blank, box, paint, type Pixels } from '../../electron/app/attention/pixels.ts';
import { overlayPicture, trayPicture } from '../../electron/app/attention/tray-picture.ts';

const well: TrayFacts = { offline: false, down: 0, alerts: 0, acknowledged: 0, vaultIsOpen: true };

function plain(edge = 24): Pixels {
  const picture = blank(edge);
  paint(picture, [123, 123, 238], box(2, 2, edge - 2, edge - 2));
  return picture;
}

const alphaAt = ({ edge, data }: Pixels, x: number, y: number) => data[(y * edge + x) * 4 + 3];
const redAt = ({ edge, data }: Pixels, x: number, y: number) => data[(y * edge + x) * 4 + 2];
const shape = ({ data }: Pixels) => data.filter((_value, at) => at % 4 === 3).join();

describe('the icon beside the clock', () => {
  it('says the worst first, and that nothing is judged before anything else', () => {
    assert.deepEqual(trayLook({ ...well, offline: true, down: 3 }), { kind: 'offline' });
    assert.deepEqual(trayLook({ ...well, down: 2, alerts: 1, acknowledged: 1 }), { kind: 'down', count: 3 });
    assert.deepEqual(trayLook({ ...well, acknowledged: 1, vaultIsOpen: false }), {
      kind: 'acknowledged',
      count: 1,
    });
    assert.deepEqual(trayLook({ ...well, vaultIsOpen: false }), { kind: 'locked' });
    assert.deepEqual(trayLook(well), { kind: 'well' });
  });

  it('says it in words too', () => {
    assert.equal(trayWords(well), 'Techbench: all well');
    assert.equal(
      trayWords({ ...well, down: 2, acknowledged: 1, vaultIsOpen: false }),
      'Techbench: 2 down, 1 acknowledged, vault locked',
    );
    assert.equal(trayWords({ ...well, down: 1, alerts: 2 }), 'Techbench: 1 down, 2 alerts');
    assert.equal(trayWords({ ...well, alerts: 1 }), 'Techbench: 1 alert');
    assert.equal(trayWords({ ...well, offline: true, down: 2 }), 'Techbench: offline, nothing is judged');
  });

  it('tells its states apart by shape alone, as a template must', () => {
    const looks = [
      { kind: 'well' },
      { kind: 'offline' },
      { kind: 'locked' },
      { kind: 'acknowledged', count: 1 },
      { kind: 'down', count: 1 },
      { kind: 'down', count: 2 },
      { kind: 'down', count: 12 },
    ] as const;
    for (const edge of [16, 24, 48]) {
      const shapes = looks.map((look) => shape(trayPicture(plain(edge), look, true)));
      assert.equal(new Set(shapes).size, looks.length, `at ${edge} pixels`);
    }
  });

  it('leaves the plain icon as it was', () => {
    const before = plain();
    const text = before.data.join();
    trayPicture(before, { kind: 'down', count: 4 }, false);
    assert.equal(before.data.join(), text);
  });

  it('draws the badge in red with a gap around it, and its number in white', () => {
    const picture = trayPicture(plain(48), { kind: 'down', count: 1 }, false);
    assert.equal(redAt(picture, 25, 33), 229);
    assert.equal(alphaAt(picture, 16, 33), 0);
    assert.equal(redAt(picture, 33, 33), 255);
  });

  it('has a badge for the task bar only while something is wrong', () => {
    assert.equal(overlayPicture({ kind: 'well' }, 16), null);
    assert.equal(overlayPicture({ kind: 'offline' }, 16), null);
    const one = overlayPicture({ kind: 'down', count: 1 }, 16);
    const ten = overlayPicture({ kind: 'down', count: 10 }, 16);
    assert.ok(one && ten);
    assert.notEqual(one.data.join(), ten.data.join());
  });
});
