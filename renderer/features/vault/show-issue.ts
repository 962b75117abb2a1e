import type { HealthIssue } from '../../../shared/entry.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { entries } from './entry-session.ts';

/** Lists the entries that something is wrong with. */
export function showIssue(issue: HealthIssue, organizationId?: number): void {
  entries.setQuery({
    filter: { issue, ...(organizationId === undefined ? {} : { organizationId }) },
    search: '',
  });
  navigate(allRecords('entries'));
}
