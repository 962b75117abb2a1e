import { AppError } from '../../../shared/errors.ts';
import type { Documents } from './document.ts';
import type { Router } from './router.ts';

export function nothingHere(): AppError {
  return new AppError('not_found', 'There is nothing at this address.');
}

/** @param allow the methods that the path does serve; none where it is unknown */
export function notServed(method: string | undefined, allow: readonly string[]): AppError {
  if (allow.length === 0) return nothingHere();
  return new AppError('method_not_allowed', `${method} is not served here.`);
}

/** What a path serves, to a method that nothing can. */
export function allowOf(path: string, router: Router, documents: Documents): readonly string[] {
  if (documents.has(withoutEndingSlash(path))) return documentMethods;
  const found = router.find('', path);
  return 'allow' in found ? found.allow : [];
}

export const documentMethods: readonly string[] = ['GET', 'HEAD'];

export function withoutEndingSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
