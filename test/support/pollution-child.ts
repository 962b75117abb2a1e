import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineContract } from '../../shared/contract.ts';
import { scopes } from '../../shared/api-key.ts';
import { startEngine } from './engine.ts';
import { buildEstate } from './estate.ts';
import { send } from './http.ts';
import { routeCases } from './route-cases.ts';

// Runs under --disable-proto=throw and prints what it tried and what it met: see test/http/prototype-pollution.

const marker = 'polluted';
const steps = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'];
/** Thirty ways to a prototype: each step by itself, below each other, in lists, and under a harmless name. */
const paths = [
  ...steps.map((step) => [step]),
  ...steps.flatMap((step) => [
    [step, 'prototype'],
    ['constructor', step],
    ['customFields', step],
    ['0', step],
  ]),
  ...steps.map((step) => ['custom_fields', step]),
];

/** As text, since an object literal would call the setter instead of having the key. */
function payload(path: readonly string[]): string {
  return path.reduceRight((inner, step) => `{${JSON.stringify(step)}:${inner}}`, `{"${marker}":true}`);
}

/** The fields of a right body with the payload's own in front of them. */
function merged(body: object, path: readonly string[]): string {
  const rest = JSON.stringify(body).slice(1, -1);
  return `${payload(path).slice(0, -1)}${rest === '' ? '' : `,${rest}`}}`;
}

const engine = await startEngine();
const estate = await buildEstate(engine.console, 'Acme');
const { apiKey } = await engine.issueKey({ scopes: [...scopes] });
const met: string[] = [];
let tried = 0;

function look(at: string): void {
  tried += 1;
  for (const prototype of [Object.prototype, Array.prototype, Function.prototype]) {
    if (Object.hasOwn(prototype, marker)) met.push(`${at}: a prototype has it`);
  }
}

for (const each of routeCases(engine.engine.dialects)) {
  if (each.body === undefined) continue;
  for (const path of paths) {
    engine.clock.pass(5000);
    const sent = { key: apiKey, method: each.route.method, body: merged(each.body, path) };
    const { status, text } = await send(engine.url, each.path(estate.ids), sent);
    if (status >= 500) met.push(`${each.name} ${path.join('.')}: ${status} ${text}`);
    look(`${each.name} ${path.join('.')}`);
  }
}

// What the console sends goes through a contract too; settings among it.
for (const [domain, procedures] of Object.entries(engineContract)) {
  for (const name of Object.keys(procedures)) {
    for (const path of paths.slice(0, 10)) {
      const input: unknown = JSON.parse(payload(path));
      try {
        await engine.engine.call(engine.engine.consoleCaller(), `${domain}.${name}`, input);
      } catch (error) {
        const { code = 'a bug' } = error as { code?: string };
        if (code === 'a bug' || code === 'internal')
          met.push(`${domain}.${name} ${path.join('.')}: ${String(error)}`);
      }
      look(`${domain}.${name} ${path.join('.')}`);
    }
  }
}

// Files come in with columns of anybody's naming, and what no field takes becomes a custom field by that name.
let imported = 0;
const folder = mkdtempSync(join(tmpdir(), 'techbench-pollution-'));
for (const [kind, known] of [
  ['tickets', 'Subject,Description'],
  ['assets', 'Name,Serial number'],
] as const) {
  for (const steps of paths) {
    const name = steps.join('.');
    const columns = [name, steps.at(-1)!, `customFields.${name}`, `${steps[0]}[${marker}]`, marker];
    const file = join(folder, `${kind}.csv`);
    const text = `${known},${columns.map((column) => `"${column}"`).join(',')}\nA,B${',true'.repeat(columns.length)}\n`;
    writeFileSync(file, text);
    try {
      const { fileId } = engine.engine.openImportFile(file);
      await engine.console.imports.commit({ fileId });
      imported += 1;
    } catch (error) {
      const { code = 'a bug' } = error as { code?: string };
      if (code === 'a bug' || code === 'internal')
        met.push(`import of ${kind} with ${name}: ${String(error)}`);
    }
    look(`import of ${kind} with ${name}`);
  }
}
rmSync(folder, { recursive: true });
if (imported === 0) met.push('no file was imported');

if (process.argv.includes('--careless')) {
  // The control: what a merge without care would do.
  Reflect.set(Object.prototype, marker, true);
  look('the control');
  Reflect.deleteProperty(Object.prototype, marker);
}
await engine.stop();
console.log(JSON.stringify({ tried, met }));
