import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

const child = path.resolve(import.meta.dirname, '../support/pollution-child.ts');

async function run(...args: readonly string[]): Promise<{ tried: number; met: string[] }> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--disable-proto=throw', child, ...args]);
  return JSON.parse(stdout) as { tried: number; met: string[] };
}

/** T14: no body that REST or the console sends reaches a prototype, in an engine where `__proto__` throws. */
describe('prototypes', () => {
  it('are reached by no payload on any route and by no input of any procedure', async () => {
    const { tried, met } = await run();
    assert.ok(tried > 900, `${tried}`);
    assert.deepEqual(met, []);
  });

  it('would be seen to be reached', async () => {
    const { met } = await run('--careless');
    assert.deepEqual(met, ['the control: a prototype has it']);
  });
});
