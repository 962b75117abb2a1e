import type { ApiKey } from '../../../shared/api-key.ts';
import { isoSeconds } from '../../../shared/identity.ts';
import { parsePublicId, publicId } from '../../../shared/public-id.ts';
import { text, UsageError, type Given, type Verb } from './command-line.ts';
import { keyOptions, readKeyOptions } from './key-options.ts';
import { print, withEngine } from './run-engine.ts';

const dayHours = 24;

export const issueKey: Verb = {
  usage: 'key issue',
  options: {
    ...keyOptions,
    name: { type: 'string' },
    project: { type: 'string' },
    expires: { type: 'string' },
  },
  async run(given) {
    const wanted = readKeyOptions(given, text(given, 'name') ?? '');
    const { key, apiKey } = await withEngine(
      given,
      ({ engine, console }) => {
        engine.ensureWorkspace();
        return console.keys.issue(wanted);
      },
      { create: true },
    );
    print({ id: key.id, apiKey });
    return 0;
  },
};

export const listKeys: Verb = {
  usage: 'key list',
  options: {},
  async run(given) {
    const keys = await withEngine(given, ({ console }) => console.keys.list({}));
    print(keys.map(describeKey));
    return 0;
  },
};

export const rotateKey: Verb = {
  usage: 'key rotate <id>',
  options: { 'overlap-hours': { type: 'string' } },
  async run(given) {
    const id = keyId(given);
    const overlapHours = readHours(text(given, 'overlap-hours'));
    const { key, apiKey } = await withEngine(given, ({ console }) =>
      console.keys.rotate({ id, overlapHours }),
    );
    print({ id: key.id, apiKey });
    return 0;
  },
};

export const revokeKey: Verb = {
  usage: 'key revoke <id>',
  options: {},
  async run(given) {
    const id = keyId(given);
    print(describeKey(await withEngine(given, ({ console }) => console.keys.revoke({ id }))));
    return 0;
  },
};

/** A key's number, or the public id that its lists show. */
function keyId({ operands: [operand = ''] }: Given): number {
  const id = /^[1-9]\d{0,14}$/.test(operand) ? Number(operand) : parsePublicId('key', operand);
  if (id === undefined) throw new UsageError(`"${operand}" is not the id of a key.`);
  return id;
}

function readHours(value: string | undefined): number | null {
  if (value === undefined) return null;
  const hours = /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;
  if (hours <= 365 * dayHours) return hours;
  throw new UsageError('--overlap-hours must be a number from 0 to 8760.');
}

function moment(at: number | null): string | null {
  return at === null ? null : isoSeconds(at);
}

function describeKey(key: ApiKey) {
  return {
    id: key.id,
    publicId: publicId('key', key.id),
    name: key.name,
    prefix: key.prefix,
    lastFour: key.lastFour,
    scopes: key.scopes,
    products: key.products,
    organizationId: key.organizationId,
    projectId: key.projectId,
    tier: key.tier,
    ownLimit: key.ownLimit,
    state: key.state,
    createdAt: isoSeconds(key.createdAt),
    lastUsedAt: moment(key.lastUsedAt),
    expiresAt: moment(key.expiresAt),
    revokedAt: moment(key.revokedAt),
    overlapEndsAt: moment(key.overlapEndsAt),
    replacedById: key.replacedById,
  };
}
