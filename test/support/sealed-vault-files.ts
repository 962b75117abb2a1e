// What the apps themselves do when they export with a password, by Node's own cryptography and libsodium: the
// importers are tried on files that none of their own code has sealed.
import {
  argon2Sync,
  createCipheriv,
  createHash,
  createHmac,
  pbkdf2Sync,
  randomBytes,
  randomUUID,
  scryptSync,
} from 'node:crypto';
import sodium, { ready } from 'libsodium-wrappers';

await ready;

function gcm(key: Uint8Array, nonce: Uint8Array, clear: Uint8Array | string): { data: Buffer; tag: Buffer } {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const data = Buffer.concat([cipher.update(clear), cipher.final()]);
  return { data, tag: cipher.getAuthTag() };
}

/** @param passwords one slot each; the last one opens the vault as well as the first */
export function sealAegis(
  db: unknown,
  passwords: readonly string[],
  cost = { n: 32768, r: 8, p: 1 },
): string {
  const master = randomBytes(32);
  const slots = passwords.map((password) => {
    const salt = randomBytes(32);
    const key = scryptSync(password, salt, 32, { N: cost.n, r: cost.r, p: cost.p, maxmem: 2 ** 31 });
    const nonce = randomBytes(12);
    const { data, tag } = gcm(key, nonce, master);
    return {
      type: 1,
      uuid: randomUUID(),
      key: data.toString('hex'),
      key_params: { nonce: nonce.toString('hex'), tag: tag.toString('hex') },
      ...cost,
      salt: salt.toString('hex'),
      repaired: true,
    };
  });
  const nonce = randomBytes(12);
  const { data, tag } = gcm(master, nonce, JSON.stringify(db));
  const biometric = { ...slots[0], type: 2, uuid: randomUUID() };
  return JSON.stringify({
    version: 1,
    header: {
      slots: [biometric, ...slots],
      params: { nonce: nonce.toString('hex'), tag: tag.toString('hex') },
    },
    db: data.toString('base64'),
  });
}

export function seal2fas(backup: { readonly services: readonly unknown[] }, password: string): string {
  const seal = (clear: string): string => {
    const salt = randomBytes(256);
    const nonce = randomBytes(12);
    const { data, tag } = gcm(pbkdf2Sync(password, salt, 10_000, 32, 'sha256'), nonce, clear);
    return [Buffer.concat([data, tag]), salt, nonce].map((part) => part.toString('base64')).join(':');
  };
  return JSON.stringify({
    ...backup,
    services: [],
    servicesEncrypted: seal(JSON.stringify(backup.services)),
    reference: seal(randomBytes(192).toString('base64')),
  });
}

export function sealEnte(
  lines: string,
  password: string,
  cost = { memLimit: 64 * 1024 ** 2, opsLimit: 2 },
  mark: 'final' | 'message' | 'push' = 'final',
): string {
  const salt = randomBytes(16);
  const key = argon2Sync('argon2id', {
    message: password,
    nonce: salt,
    memory: cost.memLimit / 1024,
    passes: cost.opsLimit,
    parallelism: 1,
    tagLength: 32,
  });
  const stream = sodium.crypto_secretstream_xchacha20poly1305_init_push(key);
  const tag = {
    final: sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    message: sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
    push: sodium.crypto_secretstream_xchacha20poly1305_TAG_PUSH,
  }[mark];
  const sealed = sodium.crypto_secretstream_xchacha20poly1305_push(
    stream.state,
    new TextEncoder().encode(lines),
    null,
    tag,
  );
  return JSON.stringify({
    version: 1,
    kdfParams: { ...cost, salt: salt.toString('base64') },
    encryptedData: Buffer.from(sealed).toString('base64'),
    encryptionNonce: Buffer.from(stream.header).toString('base64'),
  });
}

export function sealBitwarden(content: unknown, password: string, kdf: 'pbkdf2' | 'argon2id'): string {
  const salt = randomBytes(16).toString('base64');
  const cost =
    kdf === 'pbkdf2'
      ? { kdfType: 0, kdfIterations: 100_000 }
      : { kdfType: 1, kdfIterations: 3, kdfMemory: 64, kdfParallelism: 4 };
  const key =
    kdf === 'pbkdf2'
      ? pbkdf2Sync(password, salt, 100_000, 32, 'sha256')
      : argon2Sync('argon2id', {
          message: password,
          nonce: createHash('sha256').update(salt).digest(),
          memory: 64 * 1024,
          passes: 3,
          parallelism: 4,
          tagLength: 32,
        });
  // Node's HKDF extracts first, which Bitwarden does not: expanding alone is one HMAC a block.
  const expand = (info: string) => createHmac('sha256', key).update(`${info}\u0001`).digest();
  const seal = (clear: string): string => {
    const iv = randomBytes(16);
    const cipher = createCipheriv('aes-256-cbc', expand('enc'), iv);
    const data = Buffer.concat([cipher.update(clear), cipher.final()]);
    const mac = createHmac('sha256', expand('mac')).update(iv).update(data).digest();
    return `2.${[iv, data, mac].map((part) => part.toString('base64')).join('|')}`;
  };
  return JSON.stringify({
    encrypted: true,
    passwordProtected: true,
    salt,
    ...cost,
    encKeyValidation_DO_NOT_EDIT: seal(randomUUID()),
    data: seal(JSON.stringify(content)),
  });
}

interface MigrationEntry {
  readonly secret: Uint8Array;
  readonly name: string;
  readonly issuer: string;
  readonly algorithm: number;
  readonly digits: number;
  readonly type: number;
  readonly counter?: number;
}

/** One QR code of Google Authenticator's export. `index` counts from 0. */
export function migrationAddress(
  entries: readonly MigrationEntry[],
  batch: { readonly size: number; readonly index: number; readonly id: number },
): string {
  const varint = (value: number): number[] =>
    value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
  const number = (field: number, value: number) => [...varint(field * 8), ...varint(value)];
  const bytes = (field: number, value: Iterable<number>) => {
    const content = [...value];
    return [...varint(field * 8 + 2), ...varint(content.length), ...content];
  };
  const message = [
    ...entries.flatMap((entry) =>
      bytes(1, [
        ...bytes(1, entry.secret),
        ...bytes(2, Buffer.from(entry.name)),
        ...bytes(3, Buffer.from(entry.issuer)),
        ...number(4, entry.algorithm),
        ...number(5, entry.digits),
        ...number(6, entry.type),
        ...(entry.counter === undefined ? [] : number(7, entry.counter)),
        // A field of a newer version of the app, to be passed over.
        ...bytes(8, Buffer.from('unique id')),
      ]),
    ),
    ...number(2, 1),
    ...number(3, batch.size),
    ...number(4, batch.index),
    ...number(5, batch.id),
  ];
  return `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(message).toString('base64'))}`;
}
