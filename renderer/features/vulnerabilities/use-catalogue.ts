import type { Feed } from '../../../shared/vulnerability-feed.ts';
import { useAnswer } from '../../lib/use-answer.ts';

/** The catalogue's state, as long as nothing of it is known: then nothing was checked, and nothing is fine. */
export function useMissingCatalogue(): Feed | undefined {
  const kev = useAnswer('vulnerabilities', 'feeds', {}).value?.find(({ name }) => name === 'kev');
  return kev?.answeredAt === null ? kev : undefined;
}

/** What an empty list says: that nothing was found, or that nobody could look. */
export function emptyWords(
  missing: Feed | undefined,
  found: { readonly title: string; readonly text: string },
): { readonly title: string; readonly text: string } {
  if (!missing) return found;
  const why = missing.failure === null ? 'The catalogue was not fetched yet.' : missing.failure;
  return {
    title: 'Not checked: there is no catalogue yet',
    text: `${why} Shift+F fetches it now, or leads to importing it as a file.`,
  };
}
