import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { z as zod } from 'zod';
import { z } from '../../shared/lazy-schemas.ts';

const root = path.resolve(import.meta.dirname, '../..');

function tellSchemas(...args: string[]) {
  const child = path.join(root, 'test/support/told-schemas-child.ts');
  const text = execFileSync(process.execPath, [child, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    cwd: root,
  });
  return JSON.parse(text) as { lazy: boolean; told: [name: string, schema: object][]; description: string };
}

describe('schemas as bundles build them', () => {
  it('say the same as those of zod, in every contract and in the description of the API', () => {
    const plain = tellSchemas();
    const lazy = tellSchemas('lazy');
    assert.equal(plain.lazy, false, 'control: one of the two is zod itself');
    assert.equal(lazy.lazy, true);
    assert.ok(plain.told.length > 400);
    for (const [index, [name, schema]] of plain.told.entries()) {
      assert.deepEqual(lazy.told[index], [name, schema]);
    }
    assert.ok(lazy.description === plain.description, lazy.description.slice(0, 500));
  });

  it('are built when they are used, and once', () => {
    let built = 0;
    const shape = {
      get name() {
        built += 1;
        return zod.string();
      },
    };
    const schema = z
      .object(shape)
      .extend({ size: z.int().min(1) })
      .nullable();
    assert.equal(built, 0);
    assert.deepEqual(schema.parse({ name: 'a', size: 1 }), { name: 'a', size: 1 });
    const after = built;
    assert.equal(schema.safeParse({ name: 'a', size: 0 }).success, false);
    assert.equal(built, after);
    assert.ok(schema instanceof zod.ZodNullable);
  });

  it('stand for all that the sources use of zod', () => {
    const used = new Set(
      ['electron', 'renderer', 'shared']
        .flatMap((folder) =>
          readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
            .filter((name) => /\.tsx?$/.test(name))
            .map((name) => readFileSync(path.join(root, folder, name), 'utf8')),
        )
        .filter((text) => /^import \{ z \} from 'zod'/m.test(text))
        .flatMap((text) =>
          [...text.matchAll(/\bz\.([a-z]\w*)|\bz\.([A-Z]+)\b/g)].map(([, ...names]) => names.join('')),
        ),
    );
    const types = ['infer', 'input', 'output', 'core'];
    assert.ok(used.has('strictObject'), 'control: uses are found');
    assert.deepEqual(
      [...used].filter((name) => !types.includes(name) && !(name in z)),
      [],
    );
  });
});
