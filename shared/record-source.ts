import { z } from 'zod';

/** Where a record came from. */
export const recordSource = z.enum(['console', 'api', 'import', 'remote', 'sample']);
export type RecordSource = z.infer<typeof recordSource>;
