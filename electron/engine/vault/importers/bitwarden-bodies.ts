import type { VaultField } from '../vault-draft.ts';

/** Bodies of Bitwarden items that are neither logins nor notes, by the key that they stand under. */
const kinds = {
  card: { type: 3, noun: 'Card', hidden: ['number', 'code'] },
  identity: { type: 4, noun: 'Identity', hidden: ['ssn', 'passportNumber', 'licenseNumber'] },
  sshKey: { type: 5, noun: 'SSH key', hidden: ['privateKey'] },
} as const;

export type BodyKey = keyof typeof kinds;

export const bodyKeys = Object.keys(kinds) as BodyKey[];

/** The number that Bitwarden gives to items with such a body. */
export function typeOfBody(key: BodyKey): number {
  return kinds[key].type;
}

/** A body as fields, so that it can be seen and searched: `cardholderName` becomes “Card: cardholder name”. */
export function fieldsOfBody(key: BodyKey, body: unknown): VaultField[] {
  if (typeof body !== 'object' || body === null) return [];
  const { noun, hidden } = kinds[key];
  const secret: readonly string[] = hidden;
  return Object.entries(body).flatMap(([name, value]): VaultField[] =>
    typeof value === 'string' && value !== ''
      ? [{ name: `${noun}: ${inWords(name)}`, value, kind: secret.includes(name) ? 'hidden' : 'text' }]
      : [],
  );
}

function inWords(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
