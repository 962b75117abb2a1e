import type { OneTimeCode } from '../vault-draft.ts';
import { makeCode } from '../one-time-code/make-code.ts';
import { readMessage, type WireField } from './protobuf.ts';

/** One QR code of Google Authenticator's export: some of its codes, and which of how many parts it is. */
export interface MigrationPart {
  readonly entries: readonly ({ readonly code: OneTimeCode } | { readonly refused: string })[];
  readonly batchId: number;
  /** From 0. */
  readonly index: number;
  readonly size: number;
}

const payloadFields = { entries: 1, batchSize: 3, batchIndex: 4, batchId: 5 } as const;
const entryFields = { secret: 1, name: 2, issuer: 3, algorithm: 4, digits: 5, type: 6, counter: 7 } as const;
const algorithms = ['', 'SHA1', 'SHA256', 'SHA512', 'MD5'];
const digits = [6, 6, 8];
const types = ['totp', 'hotp', 'totp'];
/** No phone shows as many QR codes; a file that says more is not believed. */
const mostParts = 1000;

/** @param address `otpauth-migration://offline?data=…`; null where it holds no export */
export function readMigrationPart(address: string): MigrationPart | null {
  const data = /[?&]data=([^&]+)/i.exec(address)?.[1];
  const payload = data === undefined ? null : readMessage(bytesOf(data));
  if (payload === null || payload.length === 0) return null;
  const size = Math.max(1, numberIn(payload, payloadFields.batchSize));
  const index = numberIn(payload, payloadFields.batchIndex);
  if (size > mostParts || index >= size) return null;
  const entries = payload
    .filter((field) => field.number === payloadFields.entries)
    .map(({ value }) => readEntry(value));
  return { entries, size, index, batchId: numberIn(payload, payloadFields.batchId) };
}

function readEntry(value: number | Uint8Array): MigrationPart['entries'][number] {
  const fields = typeof value === 'number' ? null : readMessage(value);
  if (fields === null) return { refused: 'cannot be read' };
  const name = textIn(fields, entryFields.name);
  const issuer = textIn(fields, entryFields.issuer);
  const colon = issuer === '' ? name.indexOf(':') : -1;
  const secret = lastOf(fields, entryFields.secret);
  const pick = <T>(choices: readonly T[], number: number): T | undefined => choices[numberIn(fields, number)];
  const type = pick(types, entryFields.type);
  if (type === undefined) return { refused: 'is a code of a kind that is not known' };
  return makeCode({
    type,
    issuer: issuer || name.slice(0, Math.max(0, colon)),
    account: withoutPrefix(name, issuer).slice(colon + 1),
    secret: typeof secret === 'object' ? secret : '',
    algorithm: pick(algorithms, entryFields.algorithm) ?? 'an unknown algorithm',
    digits: pick(digits, entryFields.digits) ?? 'an unknown number of',
    counter: numberIn(fields, entryFields.counter),
  });
}

/** Some apps write the issuer before the name although it has a field of its own. */
function withoutPrefix(name: string, issuer: string): string {
  return issuer !== '' && name.startsWith(`${issuer}:`) ? name.slice(issuer.length + 1) : name;
}

/** Percent-encoded standard Base64; what a careless copy made of `+` and `/` is read as well. */
function bytesOf(data: string): Uint8Array {
  let text = data;
  try {
    text = decodeURIComponent(data);
  } catch {
    // Not percent-encoded, then.
  }
  return Buffer.from(text.replaceAll(' ', '+'), 'base64');
}

function lastOf(fields: readonly WireField[], number: number): number | Uint8Array | undefined {
  return fields.findLast((field) => field.number === number)?.value;
}

function numberIn(fields: readonly WireField[], number: number): number {
  const value = lastOf(fields, number);
  return typeof value === 'number' ? value : 0;
}

function textIn(fields: readonly WireField[], number: number): string {
  const value = lastOf(fields, number);
  return typeof value === 'object' ? new TextDecoder().decode(value) : '';
}
