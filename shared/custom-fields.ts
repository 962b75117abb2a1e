import { z } from 'zod';

export const customFieldValue = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]);
/** JSON keys that could reach a prototype are refused by name, so that no merge downstream has to care. */
const customFieldName = z
  .string()
  .min(1)
  .max(100)
  .refine((name) => !['__proto__', 'constructor', 'prototype'].includes(name), { message: 'is reserved' });

/** What a workspace adds to a record under names of its own. */
export const customFields = z
  .record(customFieldName, customFieldValue)
  .refine((fields) => Object.keys(fields).length <= 100, { message: 'at most 100 custom fields' });
export type CustomFields = z.infer<typeof customFields>;
