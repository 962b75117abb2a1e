import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import type { Contract } from '../../shared/procedure.ts';

// Prints every contract and the description of the API as JSON Schema: built by zod, or (`lazy`) as bundles build them.
const lazyUrl = pathToFileURL(path.resolve(import.meta.dirname, '../../shared/lazy-schemas.ts')).href;
if (process.argv[2] === 'lazy') {
  registerHooks({
    resolve: (name, context, next) =>
      name === 'zod'
        ? { url: lazyUrl, shortCircuit: true, format: 'module-typescript' }
        : next(name, context),
  });
}

const { z } = await import('zod');
const { engineContract } = await import('../../shared/contract.ts');
const { shellContract } = await import('../../shared/shell-contract.ts');
const { startEngine } = await import('./engine.ts');
const contracts: Contract = { ...engineContract, ...shellContract };
const told = Object.entries(contracts).flatMap(([domain, procedures]) =>
  Object.entries(procedures).flatMap(([name, { input, output }]) => [
    [`${domain}.${name} takes`, z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })],
    [`${domain}.${name} gives`, z.toJSONSchema(output, { unrepresentable: 'any' })],
  ]),
);
const engine = await startEngine();
const api = (await (await fetch(`${engine.url}/api/openapi.json`)).json()) as { paths: object };
await engine.stop();
const description = JSON.stringify(api).replaceAll(engine.url, '');
process.stdout.write(JSON.stringify({ lazy: !('ZodType' in z), told, description }));
