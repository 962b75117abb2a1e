import { codeBeside, type CodeBeside } from './code-beside.ts';
import { makeCode, type CodeReading } from '../one-time-code/make-code.ts';

/** The strings in which KeePass and its plug-ins keep a one-time code, in KeePassXC's reading order. */
export const codeStrings = [
  'TOTP Seed',
  'TOTP Settings',
  'otp',
  'TimeOtp-Secret-Base32',
  'TimeOtp-Algorithm',
  'TimeOtp-Length',
  'TimeOtp-Period',
] as const;

interface Named {
  readonly issuer: string;
  readonly account: string;
}

export function readKeePassCode(strings: ReadonlyMap<string, string>, named: Named): CodeBeside {
  const seed = strings.get('TOTP Seed');
  if (seed) return kept(strings, readSeed(seed, strings.get('TOTP Settings') ?? '', named));
  const otp = strings.get('otp');
  if (otp) return codeBeside(otp, named);
  const secret = strings.get('TimeOtp-Secret-Base32');
  if (!secret) return codeBeside(null, named);
  const reading = makeCode({
    type: 'totp',
    ...named,
    secret,
    algorithm: strings.get('TimeOtp-Algorithm'),
    digits: strings.get('TimeOtp-Length'),
    period: strings.get('TimeOtp-Period'),
  });
  return kept(strings, reading);
}

/** `30;6`, or `30;S` for Steam's letters. */
function readSeed(secret: string, settings: string, named: Named): CodeReading {
  const [period, form] = settings.split(';').map((part) => part.trim());
  if (form?.toUpperCase() === 'S') return makeCode({ type: 'steam', ...named, secret });
  return makeCode({ type: 'totp', ...named, secret, period, digits: form });
}

function kept(strings: ReadonlyMap<string, string>, reading: CodeReading): CodeBeside {
  if ('code' in reading) return { oneTimeCode: reading.code, rest: undefined, note: {} };
  const rest = Object.fromEntries(
    codeStrings.flatMap((name) => (strings.has(name) ? [[name, strings.get(name)]] : [])),
  );
  const warning = `${reading.refused}; it was taken without its one-time code, whose text is kept`;
  return { oneTimeCode: null, rest, note: { warning } };
}
