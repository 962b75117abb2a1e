import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deepLinkInArguments, parseDeepLink } from '../../electron/app/deep-links.ts';
import { classifyExternal } from '../../electron/app/external-target.ts';
import { isOwnUrl } from '../../electron/app/own-url.ts';
import { foreignUrls, unsafeExternalUrls } from '../support/hostile-urls.ts';

describe('where a page may go', () => {
  it('is the application itself', () => {
    assert.ok(isOwnUrl('app://techbench/index.html'));
    assert.ok(isOwnUrl('app://techbench/safe-page.html#x'));
    assert.ok(isOwnUrl('app://techbench/index.html?a=b'));
  });

  it('is none of its other files', () => {
    for (const other of [
      '',
      '/',
      '/files.json',
      '/nothing',
      '/index.html/',
      '/%69ndex.html',
      '/assets/x.js',
    ]) {
      assert.ok(!isOwnUrl(`app://techbench${other}`), other);
    }
  });

  it('is none of sixty places that pretend', () => {
    assert.ok(foreignUrls.length >= 60);
    assert.deepEqual(foreignUrls.filter(isOwnUrl), []);
  });

  it('could not be told by comparing text (control)', () => {
    const fooled = foreignUrls.filter((url) => url.startsWith('app://techbench'));
    assert.ok(fooled.length >= 5, 'the list holds spellings that pass a comparison of text');
  });
});

describe('what may be opened outside', () => {
  it('is a page over TLS', () => {
    assert.deepEqual(classifyExternal('https://example.com/a?b=c#d'), {
      kind: 'web',
      url: 'https://example.com/a?b=c#d',
      host: 'example.com',
    });
  });

  it('is a mail to somebody, with harmless fields', () => {
    assert.equal(classifyExternal('mailto:anna@example.com?subject=Hi&body=x').kind, 'mail');
  });

  it('names a look-alike host by its real name, for the question that is asked', () => {
    const target = classifyExternal('https://раypal.com/');
    assert.equal(target.kind === 'web' && target.host, 'xn--ypal-43d9g.com');
  });

  it('is nothing of eighty schemes and spellings', () => {
    assert.ok(unsafeExternalUrls.length >= 80);
    const opened = unsafeExternalUrls.filter((url) => classifyExternal(url).kind !== 'refused');
    assert.deepEqual(opened, []);
  });
});

describe('a techbench:// link', () => {
  it('opens a ticket by its number', () => {
    assert.equal(parseDeepLink('techbench://ticket/42'), 'ticket/42');
    assert.equal(parseDeepLink('techbench://ticket/42/'), 'ticket/42');
  });

  it('does nothing else, however it is written', () => {
    const others = [
      'techbench://ticket/',
      'techbench://ticket/0',
      'techbench://ticket/042',
      'techbench://ticket/-1',
      'techbench://ticket/1e3',
      'techbench://ticket/1.5',
      'techbench://ticket/1?resolve=1',
      'techbench://ticket/1#x',
      'techbench://ticket/1/resolve',
      'techbench://ticket/../settings',
      'techbench://ticket/%31',
      'techbench://ticket/1 ',
      ' techbench://ticket/1',
      'techbench://ticket/1\n',
      'techbench://ticket/1\u0000',
      'techbench://ticket/9999999999999999999999',
      'TECHBENCH://ticket/1',
      'techbench:ticket/1',
      'techbench:/ticket/1',
      'techbench://user@ticket/1',
      'techbench://ticket:80/1',
      'techbench://key/1',
      'https://ticket/1',
      '--inspect',
      '',
      undefined,
      null,
      42,
      { toString: () => 'techbench://ticket/1' },
      ['techbench://ticket/1'],
    ];
    for (const other of others) assert.equal(parseDeepLink(other), null, String(other));
  });

  it('is taken from behind the separator and from nowhere else', () => {
    const link = 'techbench://ticket/7';
    assert.equal(deepLinkInArguments(['techbench', '--', link]), link);
    assert.equal(deepLinkInArguments(['techbench', link]), null);
    assert.equal(deepLinkInArguments(['techbench', link, '--']), null);
    assert.equal(deepLinkInArguments(['techbench', '--', link, '--inspect']), null);
    assert.equal(deepLinkInArguments(['techbench', '--', '--inspect', link]), null);
    assert.equal(deepLinkInArguments(['techbench', '--', link, link]), null);
    assert.equal(deepLinkInArguments(['techbench', '--']), null);
  });
});
