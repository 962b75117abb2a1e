import { z } from 'zod';

export const rmmVendor = z.enum(['ninjaone', 'datto', 'syncro', 'automate']);
export type RmmVendor = z.infer<typeof rmmVendor>;

export interface RmmVendorTerms {
  readonly name: string;
  /** What the address looks like. */
  readonly urlExample: string;
  /** What the vendor calls the public half of the credentials; null where there is only a secret. */
  readonly account: string | null;
  readonly secret: string;
  readonly needsClientId: boolean;
  /** It may stand in the own network. */
  readonly selfHosted: boolean;
  /** What the vendor calls a client. */
  readonly site: string;
  /** Where a technician finds all of this. */
  readonly hint: string;
}

export const rmmVendors: Readonly<Record<RmmVendor, RmmVendorTerms>> = {
  ninjaone: {
    name: 'NinjaOne',
    urlExample: 'https://app.ninjarmm.com',
    account: 'Client ID',
    secret: 'Client secret',
    needsClientId: false,
    selfHosted: false,
    site: 'organization',
    hint: 'Administration, Apps, API: an application of the kind “API Services (machine-to-machine)” with the scope Monitoring.',
  },
  datto: {
    name: 'Datto RMM',
    urlExample: 'https://concord-api.centrastage.net',
    account: 'API key',
    secret: 'API secret key',
    needsClientId: false,
    selfHosted: false,
    site: 'site',
    hint: 'Setup, Users: generate API keys for a user; the API URL stands beside them.',
  },
  syncro: {
    name: 'Syncro',
    urlExample: 'https://example.syncromsp.com',
    account: null,
    secret: 'API token',
    needsClientId: false,
    selfHosted: false,
    site: 'customer',
    hint: 'Admin, API Tokens: one that may list and view assets and list customers and RMM alerts.',
  },
  automate: {
    name: 'ConnectWise Automate',
    urlExample: 'https://example.hostedrmm.com',
    account: 'User name',
    secret: 'Password',
    needsClientId: true,
    selfHosted: true,
    site: 'client',
    hint: 'A user of the integrator class without a second factor, and the client ID that the ConnectWise developer site issues.',
  },
};
