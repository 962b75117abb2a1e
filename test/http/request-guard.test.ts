import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import { createRequestGuard } from '../../electron/engine/http/request-guard.ts';

const port = 8080;
const guard = createRequestGuard(port, ['bench.lan']);

type Headers = Record<string, string | undefined>;

function request(headers: Headers, url = '/v1/api/tickets', rawHeaders?: string[]): IncomingMessage {
  const raw = rawHeaders ?? Object.entries(headers).flatMap(([name, value]) => [name, value ?? '']);
  return { headers, url, rawHeaders: raw } as unknown as IncomingMessage;
}

function accepts(headers: Headers, url?: string, raw?: string[]): boolean {
  try {
    guard.check(request(headers, url, raw));
    return true;
  } catch {
    return false;
  }
}

describe('request guard', () => {
  it('accepts its own address under each of its names', () => {
    const bare = ['127.0.0.1', 'localhost', '[::1]', 'bench.lan', 'LOCALHOST', 'Bench.LAN'];
    for (const host of [...bare, ...bare.map((name) => `${name}:8080`)]) {
      assert.ok(accepts({ host }), host);
    }
  });

  const foreignHosts = [
    undefined,
    '',
    ' ',
    'evil.example',
    'evil.example:8080',
    'evil.example:80',
    'localhost:0',
    'localhost:80',
    '127.0.0.1:8081',
    '127.0.0.1:08080',
    '127.0.0.1:8080 ',
    ' 127.0.0.1:8080',
    '127.0.0.1:8080.',
    '127.0.0.1.:8080',
    'localhost.:8080',
    'LOCALHOST:80',
    'LOCALHOST.:8080',
    'localhost.localdomain:8080',
    'localhost.evil.example:8080',
    'evil-localhost:8080',
    '127.0.0.1.nip.io:8080',
    '127.0.0.1.evil.example:8080',
    '127.1:8080',
    '127.0.1:8080',
    '2130706433:8080',
    '0x7f000001:8080',
    '0x7f.0.0.1:8080',
    '0177.0.0.1:8080',
    '017700000001:8080',
    '0.0.0.0:8080',
    '127.0.0.2:8080',
    '::1:8080',
    '[::]:8080',
    '[0:0:0:0:0:0:0:1]:8080',
    '[::ffff:127.0.0.1]:8080',
    '[::ffff:7f00:1]:8080',
    '[::1%lo]:8080',
    '[::1]:80',
    'user@127.0.0.1:8080',
    'user:pw@localhost:8080',
    '127.0.0.1:8080@evil.example',
    'evil.example#127.0.0.1:8080',
    'evil.example/127.0.0.1:8080',
    'http://127.0.0.1:8080',
    '//127.0.0.1:8080',
    '127.0.0.1:8080/',
    '127.0.0.1:8080,evil.example',
    '127.0.0.1:8080, 127.0.0.1:8080',
    '127.0.0.1:8080;evil',
    '127.0.0.1:-8080',
    '127.0.0.1:+8080',
    '127.0.0.1:8080x',
    '127.0.0.1:0x1f90',
    '127.0.0.1:',
    '127.0.0.1::8080',
    '192.168.0.1:8080',
    '10.0.0.1:8080',
    '169.254.169.254:8080',
    'host.docker.internal:8080',
    'machine.local:8080',
    'wpad:8080',
    '１２７.0.0.1:8080',
    '127。0。0。1:8080',
    'ⓛocalhost:8080',
    'locаlhost:8080',
    '*',
    '*:8080',
    '127.0.0.1\t:8080',
    'localhost%00:8080',
    'localhost%2f:8080',
    'other.bench.lan:8080',
  ];

  it(`refuses ${foreignHosts.length} spellings that are not its address`, () => {
    assert.deepEqual(
      foreignHosts.filter((host) => accepts({ host })),
      [],
    );
    assert.ok(foreignHosts.length >= 70);
  });

  it('refuses two Host headers, even two good ones', () => {
    const good = '127.0.0.1:8080';
    assert.equal(accepts({ host: good }, '/', ['Host', good, 'HOST', good]), false);
    assert.equal(accepts({ host: good }, '/', ['Host', good, 'host', 'evil.example']), false);
  });

  it('refuses a target that names a host of its own', () => {
    for (const url of ['http://127.0.0.1:8080/v1', 'http://evil.example/v1', '*', 'evil.example:443', '']) {
      assert.equal(accepts({ host: '127.0.0.1:8080' }, url), false, url);
    }
  });

  it('refuses what a page of another origin sends, and takes what programs and its own pages send', () => {
    const host = '127.0.0.1:8080';
    for (const origin of [
      'http://evil.example',
      'null',
      'https://127.0.0.1:8080',
      'http://127.0.0.1',
      'file://',
      '',
    ]) {
      assert.equal(accepts({ host, origin }), false, origin);
    }
    for (const site of ['cross-site', 'same-site', 'anything']) {
      assert.equal(accepts({ host, 'sec-fetch-site': site }), false, site);
    }
    assert.ok(accepts({ host, 'sec-fetch-site': 'none' }));
    assert.ok(accepts({ host, origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' }));
  });

  it('has an origin without a port where the port is the one that HTTP stands for', () => {
    const onEighty = createRequestGuard(80, []);
    assert.doesNotThrow(() => onEighty.check(request({ host: 'localhost', origin: 'http://localhost' })));
    assert.throws(() => onEighty.check(request({ host: 'evil.example' })), { code: 'forbidden' });
  });
});
