import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { holdKeys, holdPress, onKeysFree } from '../../renderer/lib/held-keys.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function listen(): string[] {
  const presses: string[] = [];
  stops.push(onKeysFree((free) => presses.push(...free.map(({ press }) => press))));
  return presses;
}

describe('keys pressed while a screen is on its way', () => {
  it('are not taken where nothing is awaited', () => {
    assert.equal(holdPress({ press: 'w', at: 1 }), false);
  });

  it('reach the screen in their order once it is there', () => {
    const presses = listen();
    const end = holdKeys();
    for (const press of ['j', 'j', 'w']) assert.equal(holdPress({ press, at: 1 }), true);
    assert.deepEqual(presses, []);
    end(true);
    assert.deepEqual(presses, ['j', 'j', 'w']);
    assert.equal(holdPress({ press: 'w', at: 2 }), false);
  });

  it('are dropped where the screen never came, so that no other one gets them', () => {
    const presses = listen();
    const end = holdKeys();
    holdPress({ press: 'w', at: 1 });
    end(false);
    assert.deepEqual(presses, []);
  });

  it('wait for a screen inside a screen, and end once for each', () => {
    const presses = listen();
    const endGate = holdKeys();
    holdPress({ press: 'w', at: 1 });
    const endInside = holdKeys();
    endGate(true);
    endGate(true);
    assert.deepEqual(presses, []);
    holdPress({ press: 'j', at: 2 });
    endInside(true);
    assert.deepEqual(presses, ['w', 'j']);
  });
});
