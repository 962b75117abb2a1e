import type { ShownCode } from '../../../shared/one-time-code.ts';
import { wholeNumber, type Verb } from './command-line.ts';
import { print, withVault } from './run-engine.ts';

const lastSecond = 8_640_000_000_000;

/** Every one-time code at one moment; codes by count are shown and not used up. */
export const codes: Verb = {
  usage: 'codes',
  options: { at: { type: 'string' } },
  async run(given) {
    const at = wholeNumber(given, 'at', 0, lastSecond);
    const shown = await withVault(given, ({ console }) =>
      console.codes.list({ peek: true, ...(at !== undefined && { at: at * 1000 }) }),
    );
    print(shown.codes.map(describeCode));
    return 0;
  },
};

function describeCode({ issuer, account, type, algorithm, digits, period, counter, code, next }: ShownCode) {
  const step = type === 'hotp' ? { counter } : { period };
  return { issuer, account, type, algorithm, digits, ...step, code, next };
}
