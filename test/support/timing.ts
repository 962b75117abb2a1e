import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { mintKey } from '../../electron/engine/access/key-format.ts';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Keys with a right checksum that differ from a real one in the last random character only; 61 of them. */
export function nearMissOf(apiKey: string, which: number): string {
  const letters = apiKey.slice('tb_live_'.length, -6).split('');
  const bytes = letters.map((letter) => alphabet.indexOf(letter));
  bytes.push((bytes.pop()! + 1 + (which % 61)) % alphabet.length);
  return mintKey(() => Uint8Array.from(bytes));
}

/** Microseconds from the request to the last byte of a 401. */
export function timed(url: string, key: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    const call = request(
      `${url}/v1/api/tickets`,
      { agent, headers: { authorization: `Bearer ${key}` } },
      (response) => {
        response.resume().on('end', () => {
          assert.equal(response.statusCode, 401);
          resolve(Number(process.hrtime.bigint() - started) / 1000);
        });
      },
    );
    call.on('error', reject).end();
  });
}

/** The chance that two samples of one distribution differ at least as much as these (two-sided test). */
export function kolmogorovSmirnov(a: readonly number[], b: readonly number[]): number {
  const [first, second] = [a.toSorted((x, y) => x - y), b.toSorted((x, y) => x - y)];
  let distance = 0;
  for (let i = 0, j = 0; i < first.length && j < second.length;) {
    const at = Math.min(first[i]!, second[j]!);
    while (i < first.length && first[i]! <= at) i += 1;
    while (j < second.length && second[j]! <= at) j += 1;
    distance = Math.max(distance, Math.abs(i / first.length - j / second.length));
  }
  const n = Math.sqrt((first.length * second.length) / (first.length + second.length));
  const lambda = (n + 0.12 + 0.11 / n) * distance;
  let p = 0;
  for (let k = 1; k <= 100; k += 1) p += 2 * (-1) ** (k - 1) * Math.exp(-2 * k * k * lambda * lambda);
  return lambda < 0.2 ? 1 : Math.max(0, Math.min(1, p));
}
