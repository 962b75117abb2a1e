import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import {
  clearAfterMs,
  createSecretClipboard,
  type PlainClipboard,
} from '../../electron/app/secret-clipboard.ts';

/** The far side: a clipboard that others write to as well. */
function clipboardOf(text = '') {
  const held = { text };
  const target: PlainClipboard = {
    readText: () => held.text,
    writeText(next) {
      held.text = next;
    },
  };
  return { held, target };
}

describe('the clipboard for secrets', () => {
  it('empties itself after 20 seconds', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const { held, target } = clipboardOf();
    const clearsAt = await createSecretClipboard(target, () => 1000).copy('Sample-Passw0rd!');
    assert.equal(clearsAt, 1000 + clearAfterMs);
    mock.timers.tick(clearAfterMs - 1);
    assert.equal(held.text, 'Sample-Passw0rd!');
    mock.timers.tick(1);
    mock.timers.reset();
    await new Promise(setImmediate);
    assert.equal(held.text, '');
  });

  it('leaves alone what somebody copied since', async () => {
    const { held, target } = clipboardOf();
    const secrets = createSecretClipboard(target);
    await secrets.copy('Sample-Passw0rd!');
    held.text = 'a sentence from elsewhere';
    await secrets.clear();
    assert.equal(held.text, 'a sentence from elsewhere');
  });

  it('leaves alone what it never wrote, and what it has cleared before', async () => {
    const { held, target } = clipboardOf('older');
    const secrets = createSecretClipboard(target);
    await secrets.clear();
    assert.equal(held.text, 'older');
    await secrets.copy('Sample-Passw0rd!');
    await secrets.clear();
    held.text = 'Sample-Passw0rd!';
    await secrets.clear();
    assert.equal(held.text, 'Sample-Passw0rd!');
  });

  it('counts anew for each secret', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const { held, target } = clipboardOf();
    const secrets = createSecretClipboard(target);
    await secrets.copy('first');
    mock.timers.tick(15_000);
    await secrets.copy('second');
    mock.timers.tick(15_000);
    await Promise.resolve();
    assert.equal(held.text, 'second');
    mock.timers.tick(5000);
    mock.timers.reset();
    await new Promise(setImmediate);
    assert.equal(held.text, '');
  });
});
