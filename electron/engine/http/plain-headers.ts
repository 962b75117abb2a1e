/** Of every answer that is a record or a failure. */
export const jsonType = 'application/json; charset=utf-8';
/** Of every answer, names and values in turn. */
export const plainHeaders: readonly string[] = [
  'Cache-Control',
  'no-store',
  'X-Content-Type-Options',
  'nosniff',
];
