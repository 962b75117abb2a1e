import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isTrustedSender, type SenderFrame } from '../../electron/ipc/trusted-sender.ts';
import { foreignUrls } from '../support/hostile-urls.ts';

const trusted = { origin: 'app://techbench', isOwnWindow: (id: number) => id === 7 };
const home: SenderFrame = { origin: 'app://techbench', parent: null };
const from = (frame: SenderFrame | null, { id = 7, mainFrame = frame ?? home } = {}) =>
  isTrustedSender({ senderFrame: frame, sender: { id, mainFrame } }, trusted);

describe('the sender of a call', () => {
  it('is trusted as the top frame of our own window', () => {
    assert.ok(from(home));
  });

  it('is refused as a frame inside it, even one of our own origin', () => {
    assert.ok(!from({ ...home, parent: home }, { mainFrame: home }));
    assert.ok(!from({ ...home, parent: home }));
  });

  it('is refused once its frame has gone or the window has moved on from it', () => {
    assert.ok(!from(null));
    assert.ok(!from({ ...home }, { mainFrame: home }));
  });

  it('is refused in a window that is not ours', () => {
    assert.ok(!from(home, { id: 8 }));
  });

  it('is refused from every other origin', () => {
    const origins = [
      ...foreignUrls,
      'null',
      '',
      'app://',
      'app://techbench:80',
      'app://Techbench',
      'APP://techbench',
    ];
    for (const origin of origins) assert.ok(!from({ ...home, origin }), origin);
  });
});
