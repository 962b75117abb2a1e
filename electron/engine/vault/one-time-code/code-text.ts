import { makeCode, type CodeReading } from './make-code.ts';
import { readOtpauthUri, type UriReading } from './otpauth-uri.ts';

interface Named {
  readonly issuer: string;
  readonly account: string;
}

const secretInGroups = /^[A-Za-z2-7\s=-]+$/;

/**
 * Whatever people and password stores put where a one-time code belongs: an otpauth address, Bitwarden's
 * `steam://SECRET`, KeeOtp's `key=…&size=…&step=…`, or the bare secret. `named` is whose code it is where the text
 * does not say it.
 */
export function readCodeText(text: string, named: Named): UriReading {
  const trimmed = text.trim();
  if (trimmed === '') return { refused: 'has no secret' };
  if (/^otpauth:/i.test(trimmed)) {
    const reading = readOtpauthUri(trimmed);
    if ('refused' in reading) return reading;
    const { issuer, account } = reading.code;
    const said = issuer !== '' || account !== '';
    return said ? reading : { ...reading, code: { ...reading.code, ...named } };
  }
  if (/^steam:\/\//i.test(trimmed)) {
    return withoutOthers(makeCode({ type: 'steam', ...named, secret: trimmed.slice('steam://'.length) }));
  }
  if (/^[a-z]+:\/\//i.test(trimmed)) {
    const scheme = trimmed.slice(0, trimmed.indexOf(':'));
    return { refused: `has a code of the kind “${scheme.slice(0, 30)}”, which is not supported` };
  }
  if (!secretInGroups.test(trimmed) && trimmed.includes('key=')) return readKeeOtp(trimmed, named);
  return withoutOthers(makeCode({ type: 'totp', ...named, secret: trimmed }));
}

/** The plug-in KeeOtp of KeePass, which names everything in its own way. */
function readKeeOtp(text: string, named: Named): UriReading {
  const items = new URLSearchParams(text);
  const own = new Set(['key', 'size', 'step', 'otphashmode', 'type', 'counter', 'encoding']);
  const item = (name: string) =>
    [...items].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? null;
  const encoding = item('encoding') ?? 'base32';
  if (encoding.toLowerCase() !== 'base32') {
    return { refused: `has a secret in ${encoding.slice(0, 30)}; only Base32 is read` };
  }
  const reading = makeCode({
    type: item('type') ?? 'totp',
    ...named,
    secret: item('key') ?? '',
    algorithm: item('otpHashMode'),
    digits: item('size'),
    period: item('step'),
    counter: item('counter'),
  });
  if ('refused' in reading) return reading;
  const others = [...items].filter(([name]) => !own.has(name.toLowerCase()));
  return { code: reading.code, others: Object.fromEntries(others) };
}

function withoutOthers(reading: CodeReading): UriReading {
  return 'refused' in reading ? reading : { code: reading.code, others: {} };
}
