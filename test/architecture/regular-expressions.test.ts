import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { parseSync, Visitor } from 'oxc-parser';
import { hostName, webOrigin } from '../../shared/local-api.ts';

const root = path.resolve(import.meta.dirname, '../..');
const length = 100_000;
const longestMs = 50;

interface Found {
  readonly at: string;
  readonly expression: RegExp;
}

/** Files whose expressions are put together from constants; what comes out is tried below by its own name. */
const composed = [
  'electron/engine/http/parameters.ts',
  'electron/engine/http/wire-schemas.ts',
  'shared/local-api.ts',
];

function readAll(): { found: Found[]; built: string[] } {
  const found: Found[] = [];
  const built: string[] = [];
  const files = globSync('{electron,shared,renderer}/**/*.{ts,tsx,js}', { cwd: root });
  for (const file of files.toSorted()) {
    const { program } = parseSync(file, readFileSync(path.join(root, file), 'utf8'));
    new Visitor({
      Literal(node) {
        if (!('regex' in node) || !node.regex) return;
        const { pattern, flags } = node.regex;
        found.push({ at: `${file}: /${pattern}/${flags}`, expression: new RegExp(pattern, flags) });
      },
      NewExpression(node) {
        if (node.callee.type === 'Identifier' && node.callee.name === 'RegExp') built.push(file);
      },
    }).visit(program);
  }
  return { found, built };
}

const pieces = [
  'a',
  'A',
  '0',
  '9a',
  ' ',
  '\t',
  '\n',
  '-',
  '.',
  'a.',
  'a-',
  '/',
  ':',
  '%',
  '"',
  "'",
  ',',
  '[',
  '_',
  'é',
];
const evil = pieces.flatMap((piece) => {
  const text = piece.repeat(Math.ceil(length / piece.length));
  return [text, `${text}!\0`];
});

/** What the expression itself likes, over and over, and then something it does not. */
function likedBy({ source, flags }: RegExp): string[] {
  // The generator looks for letters outside of a class one by one, and finds none where the class holds nearly all.
  if (/\[\^[^\]]*\\uFFFF/i.test(source)) return [];
  try {
    const arbitrary = fc.stringMatching(new RegExp(source, flags.replaceAll(/[gy]/g, '')), { maxLength: 30 });
    return fc
      .sample(arbitrary, { numRuns: 6, seed: 1 })
      .filter((text) => text !== '')
      .flatMap((text) => {
        const long = text.repeat(Math.ceil(length / text.length));
        return [`${long}\0`, `${text[0]!.repeat(length)}\0`];
      });
  } catch {
    // An expression beyond the generator: the pieces above still try it.
    return [];
  }
}

/** What a piece of work costs this thread: a busy machine must not look like a bad expression. */
function costMs(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

function bestOfThree(work: () => void): number {
  let best = Infinity;
  for (let run = 0; run < 3 && best >= longestMs; run += 1) best = Math.min(best, costMs(work));
  return best;
}

/** The worst of all inputs, each at its best of three. */
function worstOf(expression: RegExp): number {
  let worst = 0;
  for (const text of [...evil, ...likedBy(expression)]) {
    const took = bestOfThree(() => {
      expression.lastIndex = 0;
      text.replace(expression, '');
    });
    worst = Math.max(worst, took);
  }
  return worst;
}

/** T12: no text stalls the engine or the window. */
describe('regular expressions', () => {
  const { found, built } = readAll();

  it('are all found: those that are written, and those that are put together', () => {
    assert.ok(found.length > 60, `${found.length}`);
    assert.deepEqual([...new Set(built)], composed);
  });

  it('take no input of 100 KB longer than 50 ms', () => {
    for (const { at, expression } of found) {
      const worst = worstOf(expression);
      assert.ok(worst < longestMs, `${at} took ${worst.toFixed(0)} ms`);
    }
  });

  it('take no longer where they are put together', () => {
    for (const schema of [hostName, webOrigin]) {
      for (const text of [...evil, `https://${'a.'.repeat(50_000)}`, `https://${'a-'.repeat(50_000)}b`]) {
        assert.ok(bestOfThree(() => schema.safeParse(text)) < longestMs, `${text.slice(0, 20)}…`);
      }
    }
  });

  it('would be caught: a nested repetition does not end', () => {
    // Shorter than the others, or this would not end either.
    assert.ok(costMs(() => /^(?:a+)+$/.test(`${'a'.repeat(26)}!`)) > longestMs);
  });
});
