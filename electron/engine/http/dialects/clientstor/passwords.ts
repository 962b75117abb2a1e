import { z } from 'zod';
import { AppError } from '../../../../../shared/errors.ts';
import { entryField } from '../../../../../shared/entry.ts';
import { codeAlgorithm } from '../../../../../shared/one-time-code.ts';
import { defineRoute } from '../../define-route.ts';
import { integerId } from '../../parameters.ts';
import type { Route, ServedHandlers } from '../../route.ts';
import { named } from '../../wire-schemas.ts';
import { truth } from '../../wire-table.ts';
import { passwordTable, toEntryPatch, toNewEntry } from './password-wire.ts';
import { resourceRoutes } from './resource.ts';

const missing = 'Not found.';
const one = { path: '/api/passwords/:id', params: { id: integerId(missing) }, missing };

const revealed = named(
  'ClientStorRevealedPassword',
  passwordTable.served.extend({
    password: z.string().nullable().optional().describe('With reveal=true only'),
    otp_secret: z.string().nullable().optional().describe('Base32, with reveal=true only'),
  }),
);

/** The wire orders by what it serves, and so never by what it only takes. */
function ordered(sort: readonly { readonly field: string; readonly descending: boolean }[]) {
  return sort.flatMap(({ field, descending }) => {
    const known = entryField.safeParse(field);
    return known.success ? [{ field: known.data, descending }] : [];
  });
}

/** Entries of the vault. Every answer may be 423 instead, while the vault is locked. */
export function passwordRoutes({ entries, codes }: Pick<ServedHandlers, 'entries' | 'codes'>): Route[] {
  return [
    ...resourceRoutes({
      path: 'passwords',
      noun: 'password',
      table: passwordTable,
      read: 'passwords:read',
      write: 'passwords:write',
      sealed: true,
      list: (caller, { sort, ...asked }) => entries.listWhole(caller, { ...asked, sort: ordered(sort) }),
      create: (caller, body) => entries.create(caller, toNewEntry(body)).record,
      update: (caller, id, patch) => {
        const before = entries.get(caller, { id });
        return entries.update(caller, { ids: [id], patch: toEntryPatch(patch, before) }).records[0]!;
      },
      remove: (caller, id) => void entries.remove(caller, { ids: [id] }),
    }),
    defineRoute({
      method: 'GET',
      ...one,
      summary: 'Get a password',
      scope: 'passwords:read',
      query: {
        reveal: truth
          .asked!.optional()
          .describe('Adds the password and the secret of its one-time code; needs passwords:reveal'),
      },
      refusals: ['locked', 'insufficient_scope'],
      status: 200,
      reply: revealed,
      handle({ caller, params: { id }, query }) {
        const wire = passwordTable.toWire(entries.get(caller, { id }));
        if (query.reveal !== true) return wire;
        if (!caller.scopes.has('passwords:reveal')) {
          throw new AppError('insufficient_scope', 'This key needs the scope passwords:reveal.', {
            details: { scope: 'passwords:reveal' },
          });
        }
        const secrets = entries.reveal(caller, {
          id,
          parts: ['password', 'oneTimeCode'],
          ticketId: null,
          copied: false,
        });
        return { ...wire, password: secrets.password, otp_secret: secrets.oneTimeCode?.secret ?? null };
      },
    }),
    defineRoute({
      method: 'GET',
      ...one,
      path: `${one.path}/otp`,
      summary: 'Get the current one-time code of a password',
      scope: 'passwords:reveal',
      refusals: ['locked'],
      status: 200,
      reply: z.strictObject({
        otp: z.string(),
        expires_in: z.int().nullable().describe('Seconds; null for a code by count, which this call uses up'),
        period: z.int().nullable(),
        digits: z.int(),
        algorithm: codeAlgorithm,
      }),
      handle({ caller, params: { id } }) {
        const { at, code, validUntil, period, digits, algorithm } = codes.use(caller, {
          entryId: id,
          ticketId: null,
        });
        return {
          otp: code!,
          expires_in: validUntil === null ? null : Math.ceil((validUntil - at) / 1000),
          period,
          digits,
          algorithm,
        };
      },
    }),
  ];
}
