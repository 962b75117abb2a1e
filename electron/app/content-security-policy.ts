const directives: readonly (readonly [name: string, value: string])[] = [
  ['default-src', "'none'"],
  ['script-src', "'self'"],
  ['style-src', "'self'"],
  ['img-src', "'self' data: blob:"],
  ['font-src', "'self'"],
  ['connect-src', "'self'"],
  ['worker-src', "'self'"],
  ['frame-src', "'none'"],
  ['object-src', "'none'"],
  ['base-uri', "'none'"],
  ['form-action', "'none'"],
  ['frame-ancestors', "'none'"],
  ['require-trusted-types-for', "'script'"],
  ['trusted-types', "'none'"],
];

function write(parts: typeof directives): string {
  return parts.map(([name, value]) => `${name} ${value}`).join('; ');
}

/** Sent with every response of `app://`. */
export const contentSecurityPolicy = write(directives);

/** The same for the page's own meta tag, as a second lock; a meta tag cannot carry `frame-ancestors`. */
export const metaContentSecurityPolicy = write(directives.filter(([name]) => name !== 'frame-ancestors'));
