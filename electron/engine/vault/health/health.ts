import type { Caller } from '../../../../shared/caller.ts';
import type { HealthCounts, VaultHealth } from '../../../../shared/entries-contract.ts';
import type { Clock } from '../../platform/clock.ts';
import { mayReach } from '../../database/tenancy.ts';
import type { EntryIndex, HeldEntry } from '../entries/entry-index.ts';
import { issuesOf } from '../entries/entry-issues.ts';
import type { Strengths } from '../strength/strengths.ts';

interface HealthDeps {
  readonly clock: Clock;
  readonly index: EntryIndex;
  readonly strengths: Strengths;
}

type Counts = { -readonly [K in keyof HealthCounts]: HealthCounts[K] };

/** Ages and expiries move on by themselves: what was counted holds so long at most. */
const heldMs = 60_000;

/** How the passwords are, together and for each client; counted once and held until an entry changes. */
export function createHealth({ clock, index, strengths }: HealthDeps) {
  let held: { revision: number; until: number; byOrganization: Map<number, Counts> } | undefined;

  function counted(): Map<number, Counts> {
    const now = clock.now();
    const revision = index.revision();
    if (held && held.revision === revision && Math.abs(held.until - now) <= heldMs && now < held.until) {
      return held.byOrganization;
    }
    const byOrganization = new Map<number, Counts>();
    for (const entry of index.all()) {
      const counts = byOrganization.get(entry.organizationId) ?? nothing();
      add(counts, entry, index, now);
      byOrganization.set(entry.organizationId, counts);
    }
    held = { revision, until: now + heldMs, byOrganization };
    return byOrganization;
  }

  return (caller: Caller, organizationId: number | undefined): VaultHealth => {
    const organizations = [...counted()]
      .filter(([id]) => mayReach(caller, id) && (organizationId === undefined || id === organizationId))
      .map(([id, counts]) => ({ organizationId: id, ...counts }))
      .toSorted((a, b) => a.organizationId - b.organizationId);
    const reaches = (id: number): boolean => {
      const entry = index.get(id);
      return (
        entry !== undefined &&
        mayReach(caller, entry.organizationId) &&
        (organizationId === undefined || entry.organizationId === organizationId)
      );
    };
    return {
      ...sum(organizations),
      organizations,
      reuseGroups: index
        .reuseGroups()
        .filter((ids) => ids.some(reaches))
        .map((ids) => ids.filter((id) => mayReachEntry(caller, index, id)))
        .filter((ids) => ids.length > 1)
        .toSorted((a, b) => b.length - a.length),
      pending: strengths.pending(),
    };
  };
}

function mayReachEntry(caller: Caller, index: EntryIndex, id: number): boolean {
  const entry = index.get(id);
  return entry !== undefined && mayReach(caller, entry.organizationId);
}

function nothing(): Counts {
  return {
    entries: 0,
    passwords: 0,
    strengths: [0, 0, 0, 0, 0],
    weak: 0,
    reused: 0,
    old: 0,
    breached: 0,
    notChecked: 0,
    expired: 0,
    expiring: 0,
    noSecondFactor: 0,
  };
}

function add(counts: Counts, entry: HeldEntry, index: EntryIndex, now: number): void {
  counts.entries += 1;
  counts.passwords += Number(entry.card.hasPassword);
  counts.notChecked += Number(entry.card.hasPassword && entry.card.breached === null);
  if (entry.strength !== null) counts.strengths[entry.strength]! += 1;
  for (const issue of issuesOf(entry, index, now)) {
    counts[issue === 'no_second_factor' ? 'noSecondFactor' : issue] += 1;
  }
}

function sum(all: readonly HealthCounts[]): Counts {
  const total = nothing();
  for (const counts of all) {
    for (const name of Object.keys(total) as (keyof Counts)[]) {
      if (name === 'strengths') total.strengths = total.strengths.map((n, at) => n + counts.strengths[at]!);
      else total[name] += counts[name];
    }
  }
  return total;
}
