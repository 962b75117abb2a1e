import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { checkArchitecture, checkModules } from '../../scripts/architecture/check-architecture.ts';
import { readModule, readModules, type SourceModule } from '../../scripts/architecture/modules.ts';
import { findCycles } from '../../scripts/architecture/cycles.ts';

const projectRoot = path.resolve(import.meta.dirname, '../..');
const folders = ['electron', 'renderer', 'shared', 'test', 'scripts'];
const work = mkdtempSync(path.join(tmpdir(), 'techbench-house-'));
const asItStands = readModules(projectRoot);
after(() => rmSync(work, { recursive: true, force: true }));

function moduleWith(file: string, text: string): SourceModule {
  const target = path.join(work, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
  return readModule(work, file);
}

/** What the check says about this project with one file more. */
function findingsWith(file: string, text: string): string[] {
  return checkModules([...asItStands, moduleWith(file, text)]);
}

/** A file that breaks exactly one row of the import table, and the words it must be refused with. */
const forbidden: readonly (readonly [file: string, text: string, refusal: RegExp])[] = [
  ['shared/x.ts', "import 'node:fs';", /shared may not import Node/],
  ['shared/x.ts', "import 'react';", /shared may not import the package react/],
  ['shared/x.ts', "import '../electron/main.ts';", /shared may not import main/],
  [
    'electron/engine/database/x.ts',
    "import '../service-desk/tickets.ts';",
    /database may not import engine\/domain/,
  ],
  ['electron/engine/database/x.ts', "import '../http/server.ts';", /database may not import engine\/http/],
  ['electron/engine/database/x.ts', "import 'electron';", /may not import electron/],
  [
    'electron/engine/platform/x.ts',
    "import '../database/db.ts';",
    /platform may not import engine\/database/,
  ],
  ['electron/engine/platform/x.ts', "import 'electron';", /may not import electron/],
  ['electron/engine/egress/x.ts', "import '../database/db.ts';", /egress may not import engine\/database/],
  [
    'electron/engine/vault/x.ts',
    "import '../service-desk/tickets.ts';",
    /domain:vault may not import engine\/domain:service-desk/,
  ],
  ['electron/engine/vault/x.ts', "import '../http/server.ts';", /domain:vault may not import engine\/http/],
  [
    'electron/engine/vault/x.ts',
    "export const load = () => import('../directory/technicians.ts');",
    /domain:vault may not import engine\/domain:directory/,
  ],
  [
    'electron/engine/vault/x.ts',
    "import type { Engine } from '../engine.ts';",
    /domain:vault may not import engine\/root/,
  ],
  ['electron/engine/vault/x.ts', "import { app } from 'electron';", /may not import electron/],
  ['electron/engine/vault/x.ts', "import Database from 'better-sqlite3';", /may not import better-sqlite3/],
  ['electron/engine/http/x.ts', "import '../service-desk/tickets.ts';", /http may not import engine\/domain/],
  ['electron/engine/http/x.ts', "import 'electron';", /may not import electron/],
  ['electron/host/x.ts', "import '../app/menu.ts';", /host may not import app/],
  ['electron/host/x.ts', "import '../ipc/channels.ts';", /host may not import ipc/],
  ['electron/host/x.ts', "import '../engine/service-desk/tickets.ts';", /host may not import engine\/domain/],
  ['electron/host/x.ts', "import 'electron';", /host may not import electron/],
  ['electron/ipc/x.ts', "import '../engine/engine.ts';", /ipc may not import engine/],
  ['electron/app/x.ts', "import '../engine/engine.ts';", /app may not import engine/],
  ['electron/app/x.ts', "import '../host/engine-link.ts';", /app may not import host/],
  [
    'renderer/features/x/x.tsx',
    "import '../tickets/index.tsx';",
    /feature:x may not import renderer\/feature:tickets/,
  ],
  ['renderer/features/x/x.tsx', "import '../../app/app.tsx';", /feature:x may not import renderer\/app/],
  ['renderer/features/x/x.tsx', "import 'electron';", /may not import electron/],
  ['renderer/features/x/x.tsx', "import 'node:fs';", /may not import Node/],
  [
    'renderer/features/x/x.tsx',
    "import '../../../electron/engine/engine.ts';",
    /feature:x may not import engine/,
  ],
  [
    'renderer/components/x.tsx',
    "import '../features/tickets/x.tsx';",
    /components may not import renderer\/feature/,
  ],
  ['renderer/lib/x.ts', "import '../app/app.tsx';", /lib may not import renderer\/app/],
  ['renderer/app/x.ts', "import '../../test/support/database.ts';", /may not import test\//],
  [
    'electron/engine/vault/x.ts',
    "export * from '../service-desk/tickets.ts';",
    /domain:vault may not import/,
  ],
];

describe('the house', () => {
  it('is in order as it stands', () => {
    assert.deepEqual(checkArchitecture(projectRoot), []);
  });

  it('fails the check from the command line when a file breaks it, and not before', () => {
    const copy = path.join(work, 'copy');
    for (const folder of [...folders, 'vite.config.ts', 'package.json']) {
      cpSync(path.join(projectRoot, folder), path.join(copy, folder), { recursive: true });
    }
    symlinkSync(path.join(projectRoot, 'node_modules'), path.join(copy, 'node_modules'));
    const check = () =>
      spawnSync(process.execPath, [path.join(copy, 'scripts/check-architecture.mjs')], { encoding: 'utf8' });
    assert.deepEqual([check().status, check().stdout], [0, '']);
    writeFileSync(path.join(copy, 'shared/broken.ts'), "import 'node:fs';\nexport const a = 1;\n");
    const broken = check();
    assert.equal(broken.status, 1);
    assert.equal(broken.stdout, 'shared/broken.ts: shared may not import Node (node:fs)\n');
    rmSync(path.join(copy, 'shared/broken.ts'));
    mkdirSync(path.join(copy, 'lib'));
    assert.match(check().stdout, /^lib\/: not a room of this house/);
  });

  for (const [file, text, refusal] of forbidden) {
    it(`refuses ${text} in ${file}`, () => {
      const found = findingsWith(file, `${text}\nexport const here = 1;\n`);
      assert.ok(
        found.some((finding) => finding.startsWith(`${file}: `) && refusal.test(finding)),
        found.join('\n'),
      );
    });
  }

  it('lets a domain use what is below it', () => {
    const text =
      "import '../../../shared/errors.ts';\nimport '../platform/clock.ts';\nimport '../database/db.ts';\nimport 'node:fs';\nexport const a = 1;\n";
    assert.deepEqual(findingsWith('electron/engine/vault/x.ts', text), []);
  });

  it('refuses a cycle, of types too', () => {
    const found = checkModules([
      ...asItStands,
      moduleWith('shared/x.ts', "import type { Y } from './y.ts';\nexport type X = Y;\n"),
      moduleWith('shared/y.ts', "import type { X } from './x.ts';\nexport type Y = X;\n"),
    ]);
    assert.deepEqual(found, ['cycle: shared/x.ts -> shared/y.ts -> shared/x.ts']);
  });

  it('refuses schemas in what a window starts with; their types, and what is loaded later, are no matter', () => {
    const told = (text: string) => findingsWith('renderer/lib/clock-words.ts', text);
    assert.deepEqual(told("import { backup } from '../../shared/system.ts';\nexport const a = backup;\n"), [
      "shared/system.ts: a window's start loads it, and may not load schemas",
      "shared/identity.ts: a window's start loads it, and may not load schemas",
    ]);
    const later = "export const load = () => import('../../shared/system.ts');\n";
    assert.deepEqual(told(`import type { Backup } from '../../shared/system.ts';\n${later}`), []);
  });

  it('refuses files over 300 lines, and tests over 500', () => {
    const lines = (count: number) => 'export const a = 1;\n'.slice(0, 20) + '//\n'.repeat(count - 1);
    assert.deepEqual(findingsWith('shared/x.ts', lines(300)), []);
    assert.deepEqual(findingsWith('shared/x.ts', lines(301)), ['shared/x.ts: 301 lines, at most 300']);
    assert.deepEqual(findingsWith('test/host/x.ts', lines(500)), []);
    assert.deepEqual(findingsWith('test/host/x.ts', lines(501)), ['test/host/x.ts: 501 lines, at most 500']);
  });

  it('refuses default exports and barrels', () => {
    assert.deepEqual(findingsWith('shared/x.ts', 'export default 1;\n'), ['shared/x.ts: default export']);
    assert.deepEqual(findingsWith('shared/x.ts', 'const a = 1;\nexport { a as default };\n'), [
      'shared/x.ts: default export',
    ]);
    const barrel = findingsWith(
      'shared/x.ts',
      "export * from './errors.ts';\nexport { id } from './identity.ts';\n",
    );
    assert.deepEqual(barrel, ['shared/x.ts: a barrel (it only passes on the exports of others)']);
  });

  it('refuses names that say nothing', () => {
    assert.deepEqual(findingsWith('shared/utils/x.ts', 'export const a = 1;\n'), [
      'shared/utils/x.ts: utils/ says nothing about what is in it',
    ]);
    assert.deepEqual(findingsWith('shared/myFile.ts', 'export const a = 1;\n'), [
      'shared/myFile.ts: file names are kebab-case',
    ]);
  });
});

describe('findCycles', () => {
  it('names each cycle once and passes over diamonds', () => {
    const graph = new Map([
      ['a', ['b', 'c']],
      ['b', ['d']],
      ['c', ['d']],
      ['d', []],
      ['e', ['f']],
      ['f', ['e']],
    ]);
    assert.deepEqual(findCycles(graph), [['e', 'f', 'e']]);
  });
});
