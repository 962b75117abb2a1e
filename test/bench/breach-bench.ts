import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openHashFile } from '../../electron/engine/security/passwords/hash-file.ts';
import { checkAtPace } from '../support/paced-checks.ts';
import { virtualWorld } from '../support/virtual-world.ts';
import { spreadOf, type Figure } from './measure.ts';

const hashes = 10_000_000;
const lookups = 20_000;
const addresses = 10_000;
const perMinute = 1000;

/** A corpus of passwords that is looked into on the disk, and a watch list that is worked off at the pace of a plan. */
export async function measureBreaches(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'techbench-bench-'));
  try {
    return [...(await corpusFigures(path.join(folder, 'hashes.txt'))), ...(await paceFigures())];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function corpusFigures(file: string): Promise<Figure[]> {
  const sample = await writeCorpus(file);
  const corpus = await openHashFile(file);
  const { random } = virtualWorld(7);
  const samples: number[] = [];
  let wrong = 0;
  const look = async (hash: string, expected: boolean): Promise<void> => {
    const start = performance.now();
    const count = await corpus.count(hash);
    samples.push(performance.now() - start);
    if (count > 0 !== expected) wrong += 1;
  };
  for (let n = 0; n < 500; n += 1) await look(sample[n]!, true);
  samples.length = 0;
  const before = process.memoryUsage().rss;
  for (let n = 0; n < lookups; n += 1) {
    const isThere = n % 2 === 0;
    await look(isThere ? sample[n % sample.length]! : hexOf(random, 40), isThere);
  }
  const grown = Math.max(0, process.memoryUsage().rss - before) / 2 ** 20;
  await corpus.close();
  const of = `${hashes.toLocaleString('en')} hashes`;
  const { p50, p95 } = spreadOf(samples);
  return [
    {
      name: `breaches: a password among ${of}, p95`,
      value: p95,
      unit: 'ms',
      limit: { atMost: 2 },
      note: `${p50.toFixed(2)} ms in the middle, ${wrong} wrong of ${lookups.toLocaleString('en')}`,
    },
    {
      name: `breaches: memory that ${lookups.toLocaleString('en')} look-ups add`,
      value: grown,
      unit: 'MB',
      limit: { atMost: 32 },
      note: `the file has ${(corpus.bytes / 2 ** 20).toFixed(0)} MB`,
    },
  ];
}

async function paceFigures(): Promise<Figure[]> {
  const { times, perMinute: used, mostInAMinute } = await checkAtPace(perMinute, addresses);
  const of = `${addresses.toLocaleString('en')} addresses at ${perMinute.toLocaleString('en')} a minute`;
  return [
    {
      name: `breaches: ${of}, share of the plan that is used`,
      value: used / perMinute,
      unit: 'ratio',
      limit: { atLeast: 0.95 },
      note: `${times.length.toLocaleString('en')} asked for`,
    },
    {
      name: `breaches: ${of}, most in any minute against the plan`,
      value: mostInAMinute / perMinute,
      unit: 'ratio',
      limit: { atMost: 1 },
    },
  ];
}

/** Ordered as the real list is: one in each of as many even parts, at a place of chance in it. @returns some that are in it */
async function writeCorpus(file: string): Promise<string[]> {
  const { random } = virtualWorld(42);
  const out = createWriteStream(file);
  const sample: string[] = [];
  const part = 2 ** 48 / hashes;
  let text = '';
  for (let n = 0; n < hashes; n += 1) {
    const start = Math.floor((n + random()) * part)
      .toString(16)
      .toUpperCase()
      .padStart(12, '0');
    const hash = start + hexOf(random, 28);
    text += `${hash}:${1 + (n % 97)}\r\n`;
    if (n % 997 === 0) sample.push(hash);
    if (text.length > 1 << 20) {
      if (!out.write(text)) await once(out, 'drain');
      text = '';
    }
  }
  out.end(text);
  await once(out, 'finish');
  return sample;
}

function hexOf(random: () => number, length: number): string {
  let text = '';
  while (text.length < length)
    text += Math.floor(random() * 2 ** 28)
      .toString(16)
      .padStart(7, '0');
  return text.slice(0, length).toUpperCase();
}
