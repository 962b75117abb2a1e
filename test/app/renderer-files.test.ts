import assert from 'node:assert/strict';
import { mkdtempSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { respond } from '../../electron/app/app-response.ts';
import { createRendererFiles, loadRendererFiles } from '../../electron/app/renderer-files.ts';
import { traversalNames } from '../support/traversal-names.ts';

function buildFolder(): string {
  const root = mkdtempSync(path.join(tmpdir(), 'techbench-files-'));
  const folder = path.join(root, 'renderer');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  writeFileSync(path.join(root, 'secret.txt'), 'canary');
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html>');
  writeFileSync(path.join(folder, 'assets/index.js'), 'run()');
  writeFileSync(path.join(folder, 'later.js'), 'canary');
  symlinkSync(path.join(root, 'secret.txt'), path.join(folder, 'link.html'));
  writeFileSync(path.join(folder, 'files.json'), JSON.stringify(['index.html', 'assets/index.js']));
  return folder;
}

describe('the files of app://', () => {
  const folder = buildFolder();
  const files = loadRendererFiles(folder);
  const get = (url: string, method = 'GET') => respond({ url, method }, files);

  it('serves what the build listed, with its type and the strict policy', async () => {
    const response = await get('app://techbench/index.html');
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /^default-src 'none'; script-src 'self';/,
    );
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(await response.text(), '<!doctype html>');
  });

  it('carries the policy on refusals too', async () => {
    const response = await get('app://techbench/nothing');
    assert.equal(response.status, 404);
    assert.ok(response.headers.has('content-security-policy'));
  });

  it('only reads', async () => {
    assert.equal((await get('app://techbench/index.html', 'HEAD')).status, 200);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      assert.equal((await get('app://techbench/index.html', method)).status, 405, method);
    }
  });

  it('does not serve a file that appeared after the build, nor a link that leads outside', async () => {
    assert.equal((await get('app://techbench/later.js')).status, 404);
    assert.equal((await get('app://techbench/link.html')).status, 404);
  });

  it('answers to its own host only', async () => {
    for (const host of [
      'evil',
      'techbench.evil',
      'techbench:80',
      'user@techbench',
      'user:pass@techbench',
      '',
    ]) {
      assert.equal(files.find(`app://${host}/index.html`), null, host);
    }
    assert.equal(files.find('https://techbench/index.html'), null);
    assert.equal(files.find('file:///index.html'), null);
  });

  it('gives nothing away to 400 names that climb, hide or confuse', async () => {
    const names = traversalNames('secret.txt', 'later.js');
    assert.ok(names.length >= 400, `${names.length} names`);
    for (const name of names) {
      const { status } = await get(`app://techbench/${name}`);
      assert.equal(status, 404, name);
    }
  });

  it('would be caught climbing by the same names if it joined paths (control)', async () => {
    const { readFileSync } = await import('node:fs');
    const leaks = traversalNames('secret.txt', 'later.js').filter((name) => {
      try {
        return readFileSync(path.join(folder, decodeURIComponent(name)), 'utf8') === 'canary';
      } catch {
        return false;
      }
    });
    assert.ok(leaks.length >= 10, `${leaks.length} of the names reach a file through a joined path`);
  });

  it('does not list a type that it cannot name', () => {
    assert.equal(createRendererFiles(folder, ['notes.exe']).find('app://techbench/notes.exe'), null);
  });
});
