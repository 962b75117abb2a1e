import type { Caller } from '../../../../shared/caller.ts';
import { invalidField, mayReach } from '../../database/tenancy.ts';

/** What an entry may be tied to, found in other rooms. */
export interface EntryTies {
  readonly organizationExists: (id: number) => boolean;
  /** The organization of an asset that the caller may know of. */
  readonly assetOrganization: (caller: Caller, id: number) => number | undefined;
  readonly ticketOrganization: (caller: Caller, id: number) => number | undefined;
}

/** Refuses an organization, an asset or a ticket that is none, or is another client's. @throws AppError `validation` */
export function checkTies(
  ties: EntryTies,
  caller: Caller,
  organizationId: number,
  { assetId, ticketId }: { readonly assetId: number | null; readonly ticketId: number | null },
): void {
  if (!mayReach(caller, organizationId) || !ties.organizationExists(organizationId)) {
    throw invalidField('organizationId', 'names no organization');
  }
  if (assetId !== null) {
    const owner = ties.assetOrganization(caller, assetId);
    if (owner === undefined) throw invalidField('assetId', 'names no asset');
    if (owner !== organizationId) throw invalidField('assetId', 'is an asset of another organization');
  }
  if (ticketId !== null) {
    const owner = ties.ticketOrganization(caller, ticketId);
    if (owner === undefined) throw invalidField('ticketId', 'names no ticket');
    if (owner !== organizationId) throw invalidField('ticketId', 'is a ticket of another organization');
  }
}
