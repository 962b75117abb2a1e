import { useState } from 'react';
import { client } from '../../lib/client.ts';
import { plural } from '../../lib/format.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';

/** Reviews one organization after the other; `progress` says how far it is, null while nothing runs. */
export function useReviewAll() {
  const [progress, setProgress] = useState<string | null>(null);
  return {
    progress,
    async run(organizationIds: readonly number[]): Promise<void> {
      if (progress !== null) return;
      try {
        for (const [done, organizationId] of organizationIds.entries()) {
          setProgress(`Reviewing ${done + 1} of ${organizationIds.length}`);
          await client.reviews.review({ organizationId });
        }
        showToast(`${plural(organizationIds.length, 'organization')} reviewed`);
      } catch (error) {
        showFailure(`Not all were reviewed: ${error instanceof Error ? error.message : String(error)}`);
      } finally {
        setProgress(null);
      }
    },
  };
}
