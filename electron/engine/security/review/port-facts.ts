import { watchedPorts } from '../../../../shared/review-rules.ts';
import { type PortCheck, type ReviewFinding } from '../../../../shared/security-review.ts';
import type { CategoryFacts } from './score.ts';

const dayMs = 86_400_000;
/** What was seen longer ago says little of today. */
const staleAfterDays = 30;

/** The network, by the ports that were found open on assets that have an address. */
export function portFacts(checks: readonly PortCheck[], now: number): CategoryFacts {
  const reachable = checks.filter(({ address }) => address !== null);
  const silent = reachable.filter(({ checkedAt, filtered }) => checkedAt !== null && filtered === portCount);
  const checked = reachable.filter(({ checkedAt, filtered }) => checkedAt !== null && filtered < portCount);
  if (checked.length === 0) {
    const reason =
      reachable.length === 0
        ? 'No asset has an address that could be checked.'
        : silent.length === 0
          ? 'The ports of no asset were checked.'
          : 'No asset answered when its ports were checked.';
    return { status: 'not_checked', reason };
  }
  const oldest = checked.reduce((earliest, { checkedAt }) => Math.min(earliest, checkedAt!), now);
  const missing = reachable.length - checked.length;
  return {
    status: 'known',
    checkedAt: oldest,
    findings: checked.flatMap(findingsOf),
    gaps: [
      ...(missing > 0 ? [`The ports of ${missing} of ${reachable.length} assets are not known.`] : []),
      ...(now - oldest >= staleAfterDays * dayMs
        ? [`The oldest look at ports is ${Math.floor((now - oldest) / dayMs)} days old.`]
        : []),
    ],
  };
}

const portCount = Object.keys(watchedPorts).length;

function findingsOf({ assetId, name, address, checkedAt, open }: PortCheck): ReviewFinding[] {
  return open.map((port) => {
    const known = watchedPorts[port as keyof typeof watchedPorts];
    return {
      rule: known.rule,
      record: { kind: 'asset', id: assetId, name },
      evidence: `port ${port} (${known.name}) of ${address} is open`,
      evidenceAt: checkedAt!,
    };
  });
}
