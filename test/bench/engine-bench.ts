import type { Caller } from '../../shared/caller.ts';
import { ticketSort, ticketView, type TicketFilter, type TicketPatch } from '../../shared/ticket.ts';
import { spreadOf, timeCalls, type Figure, type Spread } from './measure.ts';
import { benchProfile, openBenchEngine } from './workspaces.ts';

const me: Caller = {
  kind: 'technician',
  technicianId: 5,
  name: 'Technician 4',
  role: 'administrator',
  organizationId: null,
};

/** Common words, rare ones, prefixes of every length, phrases, exclusions, filters, and what is not there. */
const searches = [
  'printer',
  'is',
  'p',
  'pri',
  'offline',
  'sn',
  'SN-4f',
  'user',
  'user 42',
  '"is offline"',
  'printer offline reception',
  'certificate -printer',
  'status:open printer',
  'org:"Client 7" printer',
  'assignee:me laptop',
  'priority:critical status:waiting backup',
  'zzzzz',
];

const filters: readonly TicketFilter[] = [
  { organizationId: 7 },
  { organizationId: 7, priority: ['critical'] },
  { assigneeId: 9, status: ['open'] },
  { priority: ['critical', 'high'], status: ['waiting'] },
  { type: 'problem' },
  { categoryId: 3 },
];

const patches: readonly TicketPatch[] = [
  { status: 'waiting' },
  { priority: 'critical' },
  { assigneeId: 4 },
  { categoryId: 2 },
  { status: 'resolved' },
  { snoozedUntil: Date.UTC(2100, 0, 1) },
];

export interface EngineSpreads {
  readonly views: Spread;
  readonly filtered: Spread;
  readonly searches: Spread;
  readonly actions: Spread;
  readonly counts: Spread;
}

function merge(spreads: readonly { samples: number[] }[]): Spread {
  return spreadOf(spreads.flatMap((each) => each.samples));
}

async function sampled(runs: number, call: (run: number) => unknown): Promise<{ samples: number[] }> {
  const samples: number[] = [];
  await timeCalls(runs, async (run) => {
    const start = performance.now();
    await call(run);
    samples.push(performance.now() - start);
  });
  return { samples: samples.slice(3) };
}

/**
 * The calls that the console makes all day, each many times, against a workspace of that size.
 * @param deep how far down somebody has scrolled for a third of the pages
 */
export async function measureEngine(tickets: number, deep: number): Promise<EngineSpreads> {
  const { dataDir } = await benchProfile(tickets);
  const engine = openBenchEngine(dataDir);
  try {
    const views = [];
    for (const view of ticketView.options) {
      for (const sort of ticketSort.options) {
        for (const offset of [0, 200, deep]) {
          views.push(
            await sampled(12, () => engine.call(me, 'tickets.list', { view, sort, offset, limit: 100 })),
          );
        }
      }
    }
    const filtered = [];
    for (const filter of filters) {
      for (const view of ['inbox', 'all']) {
        for (const sort of ticketSort.options) {
          filtered.push(
            await sampled(8, () => engine.call(me, 'tickets.list', { view, sort, filter, limit: 100 })),
          );
        }
      }
    }
    const found = [];
    for (const query of searches)
      found.push(await sampled(20, () => engine.call(me, 'tickets.search', { query })));
    const acted = [];
    let id = Math.floor(tickets / 3);
    for (const patch of patches) {
      acted.push(await sampled(40, () => engine.call(me, 'tickets.update', { ids: [(id += 17)], patch })));
    }
    acted.push(
      await sampled(40, () =>
        engine.call(me, 'tickets.addMessage', {
          ids: [(id += 17)],
          text: 'Looking at it now.',
          visibility: 'public',
        }),
      ),
      await sampled(40, () =>
        engine.call(me, 'tickets.create', { subject: 'Bench printer', description: 'Is offline.' }),
      ),
    );
    const counts = await timeCalls(60, () => engine.call(me, 'tickets.counts', {}));
    return {
      views: merge(views),
      filtered: merge(filtered),
      searches: merge(found),
      actions: merge(acted),
      counts,
    };
  } finally {
    await engine.stop();
  }
}

const frameMs = 16;

export function engineFigures(tickets: number, spreads: EngineSpreads): Figure[] {
  const at = `${tickets.toLocaleString('en')} tickets`;
  const figure = (name: string, spread: Spread): Figure => ({
    name: `${name}, p95, ${at}`,
    value: spread.p95,
    unit: 'ms',
    limit: { atMost: frameMs },
    note: `median ${spread.p50.toFixed(2)} ms of ${spread.runs}`,
  });
  return [
    figure('engine: a page of any view', spreads.views),
    figure('engine: a page of a filtered view', spreads.filtered),
    figure('engine: a search', spreads.searches),
    figure('engine: a triage action', spreads.actions),
    figure('engine: all live counts', spreads.counts),
  ];
}

/** How the figures grow from a small workspace to a large one. */
export function growthFigures(small: EngineSpreads, large: EngineSpreads): Figure[] {
  const parts = ['views', 'filtered', 'searches', 'actions', 'counts'] as const;
  return parts.map((part) => ({
    name: `engine: ${part}, median, 1,000,000 over 10,000 tickets`,
    value: large[part].p50 / small[part].p50,
    unit: 'ratio',
    limit: { atMost: 1.5 },
    note: `${small[part].p50.toFixed(2)} ms → ${large[part].p50.toFixed(2)} ms; p95 ${small[part].p95.toFixed(2)} → ${large[part].p95.toFixed(2)}`,
  }));
}
