import type { KeyState, KeyTier, Scope } from '../../../shared/api-key.ts';

/** What each scope lets a program do. A record, so that a new scope does not compile without its words. */
export const scopeWords: Record<Scope, string> = {
  'tickets:read': 'Read tickets and their messages',
  'tickets:write': 'Write and change tickets, add messages',
  'projects:read': 'Read projects and tasks',
  'projects:write': 'Write and change tasks',
  'users:read': 'Read technicians',
  'organizations:read': 'Read organizations',
  'assets:read': 'Read assets and devices',
  'assets:write': 'Add and change assets and devices',
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

export interface ProductScopes {
  readonly product: string;
  readonly about: string;
  readonly scopes: readonly Scope[];
}

/** The bundles in which The One Stack grants scopes; the rest stand under their own product. */
export const productScopes: readonly ProductScopes[] = [
  {
    product: 'PSA',
    about: 'Tickets, projects, people',
    scopes: [
      'tickets:read',
      'tickets:write',
      'projects:read',
      'projects:write',
      'users:read',
      'organizations:read',
    ],
  },
  {
    product: 'RMM',
    about: 'Assets and monitors',
    scopes: ['assets:read', 'assets:write', 'monitors:read', 'monitors:write'],
  },
  { product: 'Security', about: 'Breaches and reviews', scopes: ['breach:check', 'security:review'] },
  {
    product: 'Vault',
    about: 'Passwords and one-time codes',
    scopes: ['passwords:read', 'passwords:write', 'passwords:reveal'],
  },
  { product: 'Portal', about: 'Articles and tickets to read', scopes: ['kb:read', 'kb:write'] },
  { product: 'Hub', about: 'Events and notifications', scopes: ['webhooks:manage', 'notifications:send'] },
  { product: 'Fleet', about: 'Vehicles', scopes: ['vehicles:read', 'vehicles:write'] },
];

/** Scopes of data that Techbench does not hold yet: they may be granted, and grant nothing today. */
export const servedScopes: ReadonlySet<Scope> = new Set(['tickets:read', 'tickets:write']);

export const tierWords: Record<KeyTier, string> = {
  standard: 'Standard, 60 requests a minute',
  professional: 'Professional, 300 requests a minute',
  enterprise: 'Enterprise, 1,000 requests a minute',
};

export const stateWords: Record<KeyState, string> = {
  active: 'Active',
  rotating: 'Being replaced',
  expired: 'Expired',
  revoked: 'Revoked',
};
