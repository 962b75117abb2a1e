import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { LockReason, VaultProtection } from '../../../../shared/vault.ts';
import type { Keychain } from '../../platform/keychain.ts';
import { freshParameters, passphraseKey } from './passphrase-key.ts';
import type { KeyParameters, WrappedKey } from './key-repository.ts';
import { createSealer, keyBytes, type SealedPlace } from './seal.ts';

/** Why the data key could not be had, or could not be wrapped. */
export interface KeyRefusal {
  readonly state: 'refused';
  readonly reason: LockReason | 'wrong_passphrase';
  readonly detail: string;
}

export type Unwrapped = { readonly state: 'open'; readonly dataKey: Buffer } | KeyRefusal;
export type Wrapped = { readonly state: 'wrapped'; readonly key: WrappedKey } | KeyRefusal;

export const usesKeychain = (protection: VaultProtection): boolean =>
  protection === 'keychain' || protection === 'keychain_and_passphrase';
export const usesPassphrase = (protection: VaultProtection): boolean =>
  protection === 'passphrase' || protection === 'keychain_and_passphrase';

/** Wraps a data key with what `protection` names; a key for the keychain is made, kept there and read back first. */
export async function wrapKey(
  keychain: Keychain,
  wanted: {
    readonly vaultId: string;
    readonly protection: VaultProtection;
    readonly passphrase: string | undefined;
    readonly dataKey: Buffer;
  },
): Promise<Wrapped> {
  const { vaultId, protection, passphrase } = wanted;
  const parts: Buffer[] = [];
  const parameters: { keychain: KeyParameters['keychain']; passphrase: KeyParameters['passphrase'] } = {
    keychain: null,
    passphrase: null,
  };
  try {
    if (usesKeychain(protection)) {
      const kept = await keepNewKey(keychain, vaultId);
      if ('state' in kept) return kept;
      parts.push(kept.key);
      parameters.keychain = { item: kept.item, check: checkOf(kept.key) };
    }
    if (usesPassphrase(protection)) {
      if (passphrase === undefined) return needsPassphrase;
      parameters.passphrase = freshParameters();
      parts.push(await passphraseKey(passphrase, parameters.passphrase));
    }
    // Nothing keeps it: wrapped like this, the data key is lost with the memory that holds it.
    if (parts.length === 0) parts.push(randomBytes(keyBytes));
    const key = { vaultId, protection, parameters };
    return { state: 'wrapped', key: { ...key, wrapped: sealKey(parts, key, wanted.dataKey) } };
  } finally {
    for (const part of parts) part.fill(0);
  }
}

/** Gets the data key back. Asks the keychain, never writes to it. */
export async function unwrapKey(
  keychain: Keychain,
  key: WrappedKey,
  passphrase: string | undefined,
): Promise<Unwrapped> {
  const parts: Buffer[] = [];
  if (key.protection === 'memory') return memoryGone;
  try {
    if (key.parameters.keychain) {
      const found = await readKey(keychain, key.parameters.keychain);
      if ('state' in found) return found;
      parts.push(found.key);
    }
    if (key.parameters.passphrase) {
      if (passphrase === undefined) return needsPassphrase;
      parts.push(await passphraseKey(passphrase, key.parameters.passphrase));
    }
    const dataKey = parts.length === 0 ? undefined : openKey(parts, key);
    if (dataKey) return { state: 'open', dataKey };
    return key.parameters.passphrase ? wrongPassphrase : damagedKey;
  } finally {
    for (const part of parts) part.fill(0);
  }
}

const needsPassphrase: KeyRefusal = {
  state: 'refused',
  reason: 'passphrase_needed',
  detail: 'The vault opens with its passphrase.',
};
const wrongPassphrase: KeyRefusal = {
  state: 'refused',
  reason: 'wrong_passphrase',
  detail: 'That is not the passphrase of this vault.',
};
const memoryGone: KeyRefusal = {
  state: 'refused',
  reason: 'memory_gone',
  detail: 'This vault was kept in memory only, and ended with it.',
};
const damagedKey: KeyRefusal = {
  state: 'refused',
  reason: 'damaged',
  detail: 'The key of the vault was changed or is damaged. A backup of the workspace may hold it whole.',
};

async function keepNewKey(
  keychain: Keychain,
  vaultId: string,
): Promise<{ readonly key: Buffer; readonly item: string } | KeyRefusal> {
  const key = randomBytes(keyBytes);
  // A name of its own for each key: nothing that lies in the keychain already can be in the way.
  const item = `vault ${vaultId} ${randomBytes(4).toString('hex')}`;
  const written = await keychain.write(item, key.toString('base64'));
  if (written.state === 'kept') return { key, item };
  key.fill(0);
  return refusalOf(keychain, written);
}

async function readKey(
  keychain: Keychain,
  { item, check }: NonNullable<KeyParameters['keychain']>,
): Promise<{ readonly key: Buffer } | KeyRefusal> {
  const answer = await keychain.read(item);
  if (answer.state === 'absent') {
    return {
      state: 'refused',
      reason: 'key_missing',
      detail: `There is no key of this vault in ${keychain.description}: it was removed, or the vault was made with another keychain or account.`,
    };
  }
  if (answer.state !== 'found') return refusalOf(keychain, answer);
  const key = Buffer.from(answer.secret, 'base64');
  if (key.length !== keyBytes || key.toString('base64') !== answer.secret) {
    return {
      state: 'refused',
      reason: 'key_garbled',
      detail: `What ${keychain.description} holds for this vault is no key. It was left as it is.`,
    };
  }
  if (timingSafeEqual(Buffer.from(checkOf(key), 'hex'), Buffer.from(check, 'hex'))) return { key };
  key.fill(0);
  return {
    state: 'refused',
    reason: 'key_foreign',
    detail: `The key in ${keychain.description} is one of another vault. It was left as it is.`,
  };
}

function refusalOf(
  keychain: Keychain,
  answer: { readonly state: 'refused' | 'unavailable' | 'timed_out' | 'garbled'; readonly detail: string },
): KeyRefusal {
  const reasons = {
    refused: 'keychain_refused',
    unavailable: 'keychain_unavailable',
    timed_out: 'keychain_timed_out',
    garbled: 'key_garbled',
  } as const;
  const said = {
    refused: `did not give the key (${answer.detail})`,
    unavailable: `cannot be reached (${answer.detail})`,
    timed_out: `did not answer (${answer.detail})`,
    garbled: `cannot be read (${answer.detail})`,
  };
  const subject = keychain.description[0]!.toUpperCase() + keychain.description.slice(1);
  return { state: 'refused', reason: reasons[answer.state], detail: `${subject} ${said[answer.state]}.` };
}

/** Tells one key from another without telling anything of either. */
function checkOf(key: Buffer): string {
  return createHmac('sha256', key).update('techbench vault check 1').digest('hex').slice(0, 16);
}

/** Keychain and passphrase together: neither is enough. */
function wrappingKey(parts: readonly Buffer[], vaultId: string): Buffer {
  return Buffer.from(
    hkdfSync('sha256', Buffer.concat(parts), Buffer.from(vaultId), 'techbench vault wrapping 1', keyBytes),
  );
}

/** The parameters are authenticated too: weaker ones that somebody wrote in their place open nothing. */
function placeOf({ vaultId, protection, parameters }: Omit<WrappedKey, 'wrapped'>): SealedPlace {
  const field = JSON.stringify([protection, parameters]);
  return { table: 'vault_key', row: vaultId, field, version: 1, organizationId: null };
}

function sealKey(parts: readonly Buffer[], key: Omit<WrappedKey, 'wrapped'>, dataKey: Buffer): Buffer {
  const wrapping = wrappingKey(parts, key.vaultId);
  const wrapped = createSealer(wrapping).seal(placeOf(key), dataKey);
  wrapping.fill(0);
  return wrapped;
}

function openKey(parts: readonly Buffer[], key: WrappedKey): Buffer | undefined {
  const wrapping = wrappingKey(parts, key.vaultId);
  const dataKey = createSealer(wrapping).open(placeOf(key), key.wrapped);
  wrapping.fill(0);
  return dataKey?.length === keyBytes ? dataKey : undefined;
}
