import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askOnce } from '../../renderer/lib/ask-once.ts';

/** What is asked for answers each time as the test says. */
function answering(...answers: readonly (string | Error)[]) {
  let asked = 0;
  const answer = askOnce(() => {
    const next = answers[asked];
    asked += 1;
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
  return { answer, asked: () => asked };
}

describe('what is asked for once', () => {
  it('is not asked for before somebody wants it', async () => {
    const { answer, asked } = answering('code');
    assert.equal(asked(), 0);
    assert.equal(await answer(), 'code');
  });

  it('is asked for once, by those who come meanwhile and by those who come later', async () => {
    const { answer, asked } = answering('code', 'other code');
    assert.deepEqual(await Promise.all([answer(), answer()]), ['code', 'code']);
    assert.equal(await answer(), 'code');
    assert.equal(asked(), 1);
  });

  it('fails for all who waited, and is asked for again by whoever comes next', async () => {
    const { answer, asked } = answering(new Error('no such file'), new Error('still none'), 'code');
    const waiting = [answer(), answer()];
    for (const each of waiting) await assert.rejects(each, /no such file/);
    assert.equal(asked(), 1);
    await assert.rejects(answer(), /still none/);
    assert.equal(await answer(), 'code');
    assert.equal(await answer(), 'code');
    assert.equal(asked(), 3);
  });
});
