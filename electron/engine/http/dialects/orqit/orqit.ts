import { z } from 'zod';
import type { ErrorCode } from '../../../../../shared/errors.ts';
import type { Dialect, ServedHandlers } from '../../route.ts';
import { assetRoutes } from './assets.ts';
import { directoryRoutes } from './users.ts';
import { knowledgeRoutes } from './knowledge.ts';
import { ping } from './ping.ts';
import { projectRoutes } from './projects.ts';
import { ticketRoutes } from './tickets.ts';
import { wireFieldNames } from './ticket-wire.ts';
import { webhookRoutes } from './webhooks.ts';

/** Orqit's own codes where it has one; the others are worded in its manner. */
const codes: Readonly<Record<ErrorCode, string>> = {
  validation: 'VALIDATION_ERROR',
  malformed: 'VALIDATION_ERROR',
  unauthorized: 'INVALID_API_KEY',
  insufficient_scope: 'INSUFFICIENT_SCOPE',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  method_not_allowed: 'METHOD_NOT_ALLOWED',
  timed_out: 'REQUEST_TIMEOUT',
  conflict: 'CONFLICT',
  idempotency_in_progress: 'IDEMPOTENCY_IN_PROGRESS',
  too_large: 'PAYLOAD_TOO_LARGE',
  unsupported_media_type: 'UNSUPPORTED_MEDIA_TYPE',
  idempotency_mismatch: 'IDEMPOTENCY_MISMATCH',
  locked: 'LOCKED',
  rate_limited: 'RATE_LIMIT_EXCEEDED',
  headers_too_large: 'HEADERS_TOO_LARGE',
  internal: 'INTERNAL_ERROR',
  refused: 'REFUSED',
  unavailable: 'SERVICE_UNAVAILABLE',
  disk_full: 'INSUFFICIENT_STORAGE',
  read_only: 'READ_ONLY',
  engine_restarting: 'SERVICE_UNAVAILABLE',
};

const errorSchema = z.strictObject({
  success: z.literal(false),
  error: z.strictObject({
    code: z.enum(Object.values(codes)),
    message: z.string(),
    retryAfterSeconds: z.int().min(0).optional(),
    details: z
      .strictObject({
        fields: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
        scope: z.string().optional(),
      })
      .optional(),
  }),
});

/** Orqit's public API: everything in an envelope, codes in capitals, a limit for each endpoint group. */
export function createOrqit(handlers: ServedHandlers, now: () => number): Dialect {
  return {
    name: 'orqit',
    prefix: '/api/public/v1',
    routes: [
      ping(now),
      ...ticketRoutes(handlers),
      ...assetRoutes(handlers),
      ...projectRoutes(handlers),
      ...directoryRoutes(handlers),
      ...knowledgeRoutes(handlers),
      ...webhookRoutes(handlers),
    ],
    fieldNames: wireFieldNames,
    errorSchema,
    errorBody({ code, message, issues, scope, retryAfterSeconds }) {
      const details = {
        ...(issues.length > 0 && {
          fields: issues.map((issue) => ({ field: issue.path, message: issue.message })),
        }),
        ...(scope !== null && { scope }),
      };
      return {
        success: false,
        error: {
          code: codes[code],
          message,
          ...(retryAfterSeconds !== null && { retryAfterSeconds }),
          ...(Object.keys(details).length > 0 && { details }),
        },
      };
    },
  };
}
