import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  asksForHelp,
  helpOn,
  readCommandLine,
  UsageError,
  type Given,
} from '../../electron/host/headless/command-line.ts';
import { dataFolder } from '../../electron/host/headless/data-folder.ts';
import { verbs } from '../../electron/host/headless/verbs.ts';

const issue = ['key', 'issue', '--name', 'x', '--scopes', 'all'];

describe('command line', () => {
  for (const args of [
    [],
    ['frob'],
    ['tickets'],
    ['connection', 'sync'],
    ['outbox'],
    ['outbox', 'drop'],
    ['export'],
    ['key'],
    ['key', 'frob'],
    ['constructor'],
    ['serve', '--port', 'x'],
    ['serve', '--port', '70000'],
    ['serve', '--port', '1.5'],
    ['serve', '--frob'],
    ['serve', 'extra'],
    ['serve', '--issue-key', 'x'],
    ['serve', '--issue-key', '', '--scopes', 'all'],
    ['serve', '--scopes', 'all'],
    ['serve', '--tier', 'standard'],
    ['serve', '--seed-bench', '0'],
    ['serve', '--seed-bench', 'many'],
    ['serve', '--seed-demo', '--seed-bench', '5'],
    ['serve', '--data', ''],
    ['key', 'issue'],
    ['key', 'issue', '--scopes', 'all'],
    ['key', 'issue', '--name', ' ', '--scopes', 'all'],
    ['key', 'issue', '--name', 'x'],
    ['key', 'issue', '--name', 'x', '--scopes', ''],
    ['key', 'issue', '--name', 'x', '--scopes', 'all,frob'],
    [...issue, '--tier', 'gold'],
    [...issue, '--org', 'acme'],
    [...issue, '--org', '0'],
    [...issue, '--project', '-1'],
    [...issue, '--expires', 'soon'],
    [...issue, '--expires', '2031-13-01'],
    ['key', 'revoke'],
    ['key', 'revoke', 'x'],
    ['key', 'revoke', '0'],
    ['key', 'rotate', '1', '2'],
    ['key', 'rotate', '1', '--overlap-hours', 'x'],
    ['key', 'rotate', '1', '--overlap-hours', '9000'],
    ['backup'],
    ['backup', 'a', 'b'],
    ['restore'],
    ['import'],
    ['import', 'x.csv', '--kind', 'frob'],
    ['undo-import', 'x'],
  ]) {
    it(`refuses ${JSON.stringify(args.join(' '))}`, async () => {
      await assert.rejects(async () => {
        const { verb, ...given } = readCommandLine(args, verbs);
        await verb.run(given);
      }, UsageError);
    });
  }

  it('works on the folder that is named, else on the one that the installed console uses', () => {
    assert.equal(dataFolder(given('x/y'), {}), path.resolve('x/y'));
    assert.equal(dataFolder(given(), { TECHBENCH_DATA: '/srv/bench' }), path.resolve('/srv/bench'));
    assert.equal(path.basename(dataFolder(given(), {})), 'workspace');
    assert.equal(path.basename(path.dirname(dataFolder(given(), {}))), 'Techbench');
  });
});

function given(data?: string): Given {
  return { options: { data }, operands: [] };
}

describe('help', () => {
  it('is asked for by a word or an option, and not behind --', () => {
    for (const args of [['help'], ['--help'], ['key', 'issue', '-h'], ['import', 'x.csv', '--help']]) {
      assert.ok(asksForHelp(args), args.join(' '));
    }
    for (const args of [[], ['serve'], ['import', '--', '--help'], ['import', 'help']]) {
      assert.ok(!asksForHelp(args), args.join(' '));
    }
  });

  it('tells every verb, or those that are meant, with their options', () => {
    const verbsOf = (...args: string[]) => helpOn(args, verbs).map((line) => line.split(' [')[0]);
    const all = Object.values(verbs).map(({ usage }) => usage);
    assert.deepEqual(verbsOf('--help'), all);
    assert.deepEqual(verbsOf('frob', '--help'), all);
    assert.deepEqual(verbsOf('help', 'key', 'rotate'), ['key rotate <id>']);
    assert.deepEqual(verbsOf('outbox', '-h'), ['outbox list']);
    assert.deepEqual(verbsOf('import', 'x.csv', '--help'), ['import <file>']);
    const [key] = helpOn(['key', 'issue', '--help'], verbs);
    assert.match(key ?? '', /^key issue .*\[--scopes <value>\] .*\[--data <value>\]/);
  });
});
