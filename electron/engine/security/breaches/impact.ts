import type { BreachContact, BreachImpact, Exposure } from '../../../../shared/breach.ts';
import type { Caller } from '../../../../shared/caller.ts';
import type { ReadableDb } from '../../database/db.ts';
import { findAddress } from './address-repository.ts';
import { draftMessage } from './draft-message.ts';

/** What the rest of the workspace knows of people; `breach-room.ts` hands it in. */
export interface People {
  /** Logins of an organization by user name; null while the vault is locked. */
  logins(caller: Caller, organizationId: number): readonly Login[] | null;
  /** Who asked for something, with names where they were given. */
  requesters(organizationId: number): readonly { readonly email: string; readonly name: string | null }[];
  technicians(organizationId: number): readonly { readonly email: string; readonly name: string }[];
  /** Assets that are assigned to any of these names. */
  assets(
    caller: Caller,
    organizationId: number,
    names: readonly string[],
  ): readonly { readonly id: number; readonly name: string; readonly type: string }[];
  /** Who has an asset, as far as that is noted as an address. */
  holders(organizationId: number): readonly string[];
  openTickets(organizationId: number, email: string): BreachImpact['tickets'];
}

export interface Login {
  readonly id: number;
  readonly title: string;
  readonly username: string | null;
  readonly url: string | null;
  readonly passwordChangedAt: number | null;
}

/** Everybody of an organization whom an address is known of. */
export function contactsOf(
  {
    db,
    people,
    readEmail,
  }: { db: ReadableDb; people: People; readEmail: (text: string) => string | undefined },
  caller: Caller,
  organizationId: number,
): { contacts: BreachContact[]; loginsKnown: boolean } {
  const contacts = new Map<string, BreachContact>();
  const add = (text: string, from: BreachContact['from'][number], name: string | null): void => {
    const email = readEmail(text);
    if (email === undefined) return;
    const known = contacts.get(email);
    contacts.set(email, {
      email,
      name: known?.name ?? name,
      from: [...new Set([...(known?.from ?? []), from])],
      addressId: known?.addressId ?? findAddress(db, organizationId, email) ?? null,
    });
  };
  for (const { email, name } of people.technicians(organizationId)) add(email, 'technician', name);
  for (const { email, name } of people.requesters(organizationId)) add(email, 'ticket', name);
  for (const holder of people.holders(organizationId)) add(holder, 'asset', null);
  const logins = people.logins(caller, organizationId);
  for (const { username } of logins ?? []) if (username !== null) add(username, 'login', null);
  return {
    contacts: [...contacts.values()].toSorted((a, b) => (a.email < b.email ? -1 : 1)),
    loginsKnown: logins !== null,
  };
}

/** What else a person has here that a breach of the address may open. */
export function impactOf(
  people: People,
  caller: Caller,
  { organizationId, email }: { readonly organizationId: number; readonly email: string },
  exposures: readonly Exposure[],
): BreachImpact {
  const names = people
    .requesters(organizationId)
    .filter((requester) => requester.email.toLowerCase() === email)
    .flatMap(({ name }) => name ?? []);
  const logins = people.logins(caller, organizationId);
  return {
    logins: logins
      ? {
          state: 'known',
          entries: logins
            .filter(({ username }) => username?.toLowerCase() === email)
            .map(({ id, title, url, passwordChangedAt }) => ({ id, title, url, passwordChangedAt })),
        }
      : { state: 'not_known', reason: 'The vault is locked.' },
    assets: [...people.assets(caller, organizationId, [email, ...new Set(names)])],
    tickets: people.openTickets(organizationId, email),
    draft: draftMessage(email, exposures),
  };
}
