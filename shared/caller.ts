import type { Scope } from './api-key.ts';
import type { TechnicianRole } from './organization.ts';

/** Who calls a handler. Tenancy and roles are decided from this and nothing else. */
export type Caller =
  | {
      readonly kind: 'technician';
      readonly technicianId: number;
      readonly name: string;
      readonly role: TechnicianRole;
      readonly organizationId: null;
    }
  | {
      readonly kind: 'key';
      readonly keyId: number;
      readonly name: string;
      readonly role: TechnicianRole;
      /** The technician who made the key. */
      readonly technicianId: number;
      /** The one organization the key acts inside, or null for all. */
      readonly organizationId: number | null;
      readonly projectId: number | null;
      readonly scopes: ReadonlySet<Scope>;
    }
  | {
      readonly kind: 'system';
      readonly name: string;
      readonly role: 'administrator';
      readonly organizationId: null;
    };

/** The engine's own jobs: waking snoozed tickets, imports from the command line, sample data. */
export const systemCaller: Caller = {
  kind: 'system',
  name: 'Techbench',
  role: 'administrator',
  organizationId: null,
};
