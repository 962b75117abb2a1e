import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { lockHoles } from '../../scripts/complete-lock.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) =>
  JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Record<string, never>;

describe('the lock file', () => {
  const packages = (read('package-lock.json') as unknown as { packages: Parameters<typeof lockHoles>[0] })
    .packages;

  it('names the binaries of every platform, or npm ci refuses it', () => {
    assert.deepEqual(lockHoles(packages), []);
  });

  it('would be caught with one of them missing (control)', () => {
    const name = 'node_modules/@oxlint/binding-darwin-arm64';
    const { [name]: gone, ...rest } = packages;
    assert.ok(gone);
    assert.deepEqual(lockHoles(rest), [
      [name, { version: gone.version, dev: true, optional: true, cpu: ['arm64'], os: ['darwin'] }],
    ]);
  });

  it('wants what package.json wants, each at one version', () => {
    const description = read('package.json') as unknown as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const wanted = { ...description.dependencies, ...description.devDependencies };
    for (const [name, version] of Object.entries(wanted)) {
      assert.match(version, /^(?:npm:@github\/keytar@)?\d+\.\d+\.\d+$/, name);
      assert.equal(packages[`node_modules/${name}`]?.version, version.replace(/^.*@/, ''), name);
    }
  });
});
