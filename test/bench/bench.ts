import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { describeRuntime, electronRuntime } from '../../scripts/set-up/runtime.mjs';
import { measureBreaches } from './breach-bench.ts';
import { engineFigures, growthFigures, measureEngine } from './engine-bench.ts';
import { measureHttp } from './http-bench.ts';
import { holds, printTable, type Figure } from './measure.ts';
import { measureMigration } from './migration-bench.ts';
import { watchStolenTime } from './stolen-time.ts';
import { measureUptime } from './uptime/uptime-bench.ts';
import { measureVault } from './vault-bench.ts';
import { measureVulnerabilities } from './vulnerability-bench.ts';
import { measureWebhooks } from './webhooks-bench.ts';
import { measureWindow } from './window-bench.ts';

const parts = [
  'window',
  'engine',
  'http',
  'vault',
  'uptime',
  'vulnerabilities',
  'webhooks',
  'breaches',
  'migration',
  'growth',
] as const;
const { values } = parseArgs({
  options: { tickets: { type: 'string', default: '250000' }, only: { type: 'string', multiple: true } },
});
const tickets = Number(values.tickets);
const wanted = new Set(values.only ?? parts);

const stolenTime = watchStolenTime();
const figures: Figure[] = [];
if (wanted.has('window')) figures.push(...(await measureWindow(tickets)));
if (wanted.has('engine'))
  figures.push(...engineFigures(tickets, await measureEngine(tickets, Math.floor(tickets / 25))));
if (wanted.has('http')) figures.push(...(await measureHttp(tickets)));
if (wanted.has('vault')) figures.push(...(await measureVault()));
if (wanted.has('uptime')) figures.push(...(await measureUptime()));
if (wanted.has('vulnerabilities')) figures.push(...(await measureVulnerabilities()));
if (wanted.has('webhooks')) figures.push(...(await measureWebhooks()));
if (wanted.has('breaches')) figures.push(...(await measureBreaches()));
if (wanted.has('migration')) figures.push(...measureMigration());
if (wanted.has('growth'))
  figures.push(...growthFigures(await measureEngine(10_000, 1000), await measureEngine(1_000_000, 1000)));

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`;
const runtime = describeRuntime(electronRuntime());
const stolen = stolenTime();
console.log(`\n${runtime}, Node ${process.versions.node}, ${machine}`);
if (stolen !== null)
  console.log(`The host gave ${(stolen * 100).toFixed(0)} % of the processors to others meanwhile.`);
console.log('');
printTable(figures);

const file = path.resolve(import.meta.dirname, '../../out/bench.json');
mkdirSync(path.dirname(file), { recursive: true });
const report = {
  at: new Date().toISOString(),
  machine,
  runtime,
  stolen,
  figures: figures.map((figure) => ({ ...figure, holds: holds(figure) })),
};
writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
console.log(`\n${JSON.stringify(report)}`);
