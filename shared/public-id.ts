/**
 * Integer ids are what the database, ClientSt0r and Orqit use. OneClickIT uses prefixed public ids;
 * they are the same number in hexadecimal (at least six digits), so no second column can disagree.
 */
export const publicIdPrefixes = {
  ticket: 'tkt',
  message: 'msg',
  device: 'dev',
  target: 'tgt',
  customer: 'cus',
  key: 'key',
  webhook: 'whk',
  delivery: 'dlv',
  report: 'rpt',
} as const;

export type PublicIdKind = keyof typeof publicIdPrefixes;

/** `publicId('ticket', 1234)` is `tkt_0004d2`. */
export function publicId(kind: PublicIdKind, id: number): string {
  return `${publicIdPrefixes[kind]}_${id.toString(16).padStart(6, '0')}`;
}

/** The integer behind a public id, or undefined where it is not one: only the canonical spelling counts. */
export function parsePublicId(kind: PublicIdKind, text: string): number | undefined {
  const match = /^([a-z]{3})_([0-9a-f]{6,13})$/.exec(text);
  if (!match || match[1] !== publicIdPrefixes[kind]) return undefined;
  const id = Number.parseInt(match[2]!, 16);
  return id > 0 && Number.isSafeInteger(id) && publicId(kind, id) === text ? id : undefined;
}
