import {
  productScopes,
  type KeyState,
  type KeyTier,
  type Product,
  type Scope,
} from '../../../shared/api-key.ts';

/** What each scope lets a program do. A record, so that a new scope does not compile without its words. */
export const scopeWords: Record<Scope, string> = {
  'tickets:read': 'Read tickets and their messages',
  'tickets:write': 'Write and change tickets, add messages',
  'projects:read': 'Read projects and tasks',
  'projects:write': 'Write and change tasks',
  'users:read': 'Read technicians',
  'organizations:read': 'Read organizations',
  'assets:read': 'Read assets and devices',
  'assets:write': 'Add, change and remove assets and devices',
  'vehicles:read': 'Read vehicles',
  'vehicles:write': 'Add and change vehicles',
  'monitors:read': 'Read monitors and uptime',
  'monitors:write': 'Add and change monitors',
  'passwords:read': 'List vault entries, without their passwords',
  'passwords:write': 'Add and change vault entries',
  'passwords:reveal': 'Read passwords and one-time codes in plain text',
  'breach:check': 'Check addresses for breaches',
  'security:review': 'Run security reviews',
  'kb:read': 'Read articles',
  'kb:write': 'Write articles',
  'notifications:send': 'Send notifications',
  'webhooks:manage': 'Add and remove webhooks',
};

export const productNames: Record<Product, string> = {
  psa: 'PSA',
  rmm: 'RMM',
  security: 'Security',
  portal: 'Portal',
  hub: 'Hub',
  crm: 'CRM',
  books: 'Books',
  defend: 'Defend',
  backups: 'Backups',
  voice: 'Voice',
};

export interface ScopeGroup {
  readonly name: string;
  /** The product scope that grants all of it and perhaps more; null where no product does. */
  readonly product: Product | null;
  readonly about: string;
  /** Shown here; a scope that several products grant stands under the first. */
  readonly scopes: readonly Scope[];
}

export const scopeGroups: readonly ScopeGroup[] = [
  { name: 'PSA', product: 'psa', about: 'Tickets, projects, people', scopes: productScopes.psa },
  { name: 'RMM', product: 'rmm', about: 'Assets and monitors', scopes: productScopes.rmm },
  { name: 'Security', product: 'security', about: 'Breaches and reviews', scopes: productScopes.security },
  {
    name: 'Portal',
    product: 'portal',
    about: 'Articles, and tickets to read',
    scopes: ['kb:read', 'kb:write'],
  },
  {
    name: 'Hub',
    product: 'hub',
    about: 'Webhooks, and organizations and people to read',
    scopes: ['webhooks:manage'],
  },
  {
    name: 'Vault',
    product: null,
    about: 'Passwords and one-time codes',
    scopes: ['passwords:read', 'passwords:write', 'passwords:reveal'],
  },
  { name: 'Fleet', product: null, about: 'Vehicles', scopes: ['vehicles:read', 'vehicles:write'] },
  { name: 'Messages', product: null, about: 'To customers', scopes: ['notifications:send'] },
];

/** Products of The One Stack of which Techbench holds no data. */
export const emptyProducts = (Object.keys(productScopes) as Product[]).filter(
  (product) => productScopes[product].length === 0,
);

export const tierWords: Record<KeyTier, string> = {
  standard: 'Standard: 60 a minute, 100 at once',
  professional: 'Professional: 300 a minute, 500 at once',
  enterprise: 'Enterprise: 1,000 a minute, 2,000 at once',
};

export const stateWords: Record<KeyState, string> = {
  active: 'Active',
  rotating: 'Being replaced',
  expired: 'Expired',
  revoked: 'Revoked',
};
