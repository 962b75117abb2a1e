import { z } from 'zod';
import type { RmmDeviceType, RmmFacts, RmmPatchState } from '../../../../shared/rmm-device.ts';
import type { Token } from './session.ts';
import { RmmError } from './rmm-error.ts';

const year2000 = Date.UTC(2000, 0, 1);
const dayMs = 86_400_000;

/**
 * A moment as vendors send it: seconds since 1970 with or without a fraction, milliseconds, or ISO text. Told apart by
 * their size; what lies before 2000 or more than a day ahead is no moment.
 */
export function momentOf(value: unknown, now: number): number | undefined {
  const at =
    typeof value === 'number' ? (value >= 1e11 ? value : value * 1000) : Date.parse(textOf(value) ?? '');
  return Number.isFinite(at) && at >= year2000 && at <= now + dayMs ? Math.round(at) : undefined;
}

/** Text with something in it; numbers as text. Everything else was not said. */
export function textOf(value: unknown, most = 300): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, most) : undefined;
}

export function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

export function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
}

/** What makers and builders of machines leave in the place of a serial number. */
const junkSerials: ReadonlySet<string> = new Set([
  '0',
  '00000000',
  '0123456789',
  '123456789',
  '1234567890',
  'default string',
  'empty',
  'invalid',
  'n/a',
  'na',
  'none',
  'not applicable',
  'not available',
  'not specified',
  'null',
  'o.e.m.',
  'oem',
  'serial number',
  'system serial number',
  'to be filled by o.e.m.',
  'to be filled by oem',
  'unknown',
  'xxxxxxxx',
]);

/** A serial number that can tell one device from another. */
export function serialOf(value: unknown): string | undefined {
  const serial = textOf(value, 120);
  if (serial === undefined) return undefined;
  const plain = serial.toLowerCase();
  const isOneSign = plain === plain[0]!.repeat(plain.length);
  return junkSerials.has(plain) || isOneSign || plain.length < 3 ? undefined : serial;
}

/** `00:00:5E:00:53:01`, however it was written. */
export function macOf(value: unknown): string | undefined {
  const digits = textOf(value)
    ?.replaceAll(/[^0-9a-f]/gi, '')
    .toUpperCase();
  if (digits?.length !== 12 || /^(.)\1*$/.test(digits)) return undefined;
  return digits.match(/../g)!.join(':');
}

/** Only what was said: an object without the fields that are undefined. */
export function said(facts: { readonly [K in keyof RmmFacts]?: RmmFacts[K] | undefined }): RmmFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as RmmFacts;
}

/** Latitude and longitude that can be a place; 0, 0 is where nothing was known. */
export function positionOf(
  latitude: unknown,
  longitude: unknown,
  source: string,
): RmmFacts['position'] | undefined {
  const [lat, lon] = [latitude, longitude].map((value) =>
    typeof value === 'string' ? Number(value.replace(',', '.')) : value,
  );
  if (typeof lat !== 'number' || typeof lon !== 'number') return undefined;
  if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180) || (lat === 0 && lon === 0)) return undefined;
  return { latitude: lat, longitude: lon, source };
}

/** An id as vendors write it, number or text: compared as text. */
export const externalId = z.union([z.string().min(1).max(200), z.int()]).transform((value) => String(value));

/** Reads an answer, or says that it is not the vendor's. @throws RmmError `not_understood` */
export function understood<S extends z.ZodType>(
  schema: S,
  answer: unknown,
  service: string,
  what: string,
): z.output<S> {
  const read = schema.safeParse(answer);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new RmmError(
    'not_understood',
    `${service} listed ${what} in a shape that is not known (${issue!.path.join('.') || 'as a whole'}: ${issue!.message}).`.slice(
      0,
      400,
    ),
  );
}

export function personalType(chassis: string | undefined): RmmDeviceType {
  return /laptop|notebook|portable|convertible|detachable/i.test(chassis ?? '') ? 'laptop' : 'workstation';
}

/** What numbers of patches come to; the worst counts. */
export function patchState(patches: {
  readonly pending: number | null;
  readonly failed: number | null;
  readonly rebootNeeded: boolean;
}): RmmPatchState {
  if ((patches.failed ?? 0) > 0) return 'failed';
  if ((patches.pending ?? 0) > 0) return 'pending';
  if (patches.rebootNeeded) return 'reboot';
  return patches.pending === null ? 'unknown' : 'patched';
}

/** RFC 6749, 5.1. */
export function readOAuthToken(answer: unknown, now: number): Token | undefined {
  const token = z
    .object({ access_token: z.string().min(1), expires_in: z.number().positive() })
    .safeParse(answer).data;
  return token && { value: token.access_token, expiresAt: now + token.expires_in * 1000 };
}
