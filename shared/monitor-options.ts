import { z } from 'zod';
import { requiredText } from './identity.ts';

export const monitorType = z.enum(['http', 'tcp', 'ping', 'dns', 'tls', 'domain', 'push']);
export type MonitorType = z.infer<typeof monitorType>;

/** `200`, `200-299`, several with commas between. */
export const acceptedStatuses = z
  .string()
  .max(200)
  .regex(/^[1-5]\d\d(-[1-5]\d\d)?(, ?[1-5]\d\d(-[1-5]\d\d)?)*$/, 'must be statuses such as 200-299, 401');
export const usualStatuses = '200-299';

export const httpMethod = z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
export const dnsRecordType = z.enum(['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SRV', 'SOA', 'PTR', 'CAA']);

/** What a condition looks at: a path into a JSON answer is `json:` with dots and brackets, `json:items[0].state`. */
export const conditionSubject = z
  .string()
  .max(300)
  .regex(
    /^(status|response_time|body|certificate_days|domain_days|record|header:[A-Za-z0-9-]+|json:\S*)$/,
    'names nothing that a check sees',
  );
export const conditionOperator = z.enum([
  'is',
  'is_not',
  'contains',
  'contains_not',
  'below',
  'at_most',
  'above',
  'at_least',
  'exists',
]);

/** One thing that must hold for a check to be good, beside an answer at all. */
export const condition = z.strictObject({
  subject: conditionSubject,
  operator: conditionOperator,
  value: z.string().max(1000).default(''),
});
export type Condition = z.infer<typeof condition>;

const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, 'is no header name');
const headerValue = z
  .string()
  .max(4000)
  .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'cannot stand in a header');

/** Headers that sign nobody in: their values lie with the monitor, all others in the vault. */
const plainHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'content-language',
  'content-type',
  'host',
  'origin',
  'pragma',
  'user-agent',
]);
export function isPlainHeader(name: string): boolean {
  return plainHeaders.has(name.toLowerCase());
}

/** What only some types look at; a type ignores what is not for it. */
export const monitorOptions = z.strictObject({
  /** http */
  method: httpMethod.default('GET'),
  /** A value of null is kept in the vault: it is never told, and stays as it is where null is sent back. */
  headers: z
    .record(headerName, headerValue.nullable())
    .refine((headers) => Object.keys(headers).length <= 50, { message: 'at most 50 headers' })
    .default({}),
  /** Is taken in and never told: it lies in the vault too. */
  body: z.string().max(65_536).nullable().default(null),
  /** The keyword must not stand in the answer. */
  keywordInverted: z.boolean().default(false),
  /** Followed, each checked as the first address was. */
  redirects: z.int().min(0).max(3).default(3),
  /** A path into a JSON answer, and what must stand there. */
  jsonPath: z.string().max(300).nullable().default(null),
  jsonExpected: z.string().max(1000).nullable().default(null),
  /** http and tls: whether the certificate must be valid, and one more authority to trust, in PEM. */
  verifyCertificate: z.boolean().default(true),
  authority: z.string().max(100_000).nullable().default(null),
  minimumTls: z.enum(['TLSv1.2', 'TLSv1.3']).default('TLSv1.2'),
  /** tls and domain: it is bad when it ends within so many days. */
  expiryDays: z.int().min(0).max(365).default(7),
  /** dns */
  recordType: dnsRecordType.default('A'),
  /** An address, with or without a port; null for the machine's own. */
  resolver: z.string().max(100).nullable().default(null),
  /** One of these must be among the answers; none for any answer. */
  expectedRecords: z.array(requiredText(300)).max(20).default([]),
  conditions: z.array(condition).max(20).default([]),
  /** There is a body, which the vault keeps; sent back, it stays as it is. */
  keptBody: z.literal(true).optional(),
  /** The engine's own name for what is kept; what is sent is not looked at. */
  kept: z.string().max(40).optional(),
});
export type MonitorOptions = z.infer<typeof monitorOptions>;

export const standardOptions: MonitorOptions = monitorOptions.parse({});
