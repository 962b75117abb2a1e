import type { AwaitedOutage, NotificationWishes } from '../../../shared/preferences.ts';
import { quietUntil } from '../../../shared/quiet-hours.ts';

/** Something that wants attention, as often as it is looked at. Times are epoch ms. */
export interface AttentionItem {
  /** The same for as long as the same thing wants attention. */
  readonly key: string;
  /** An outage ends and is told to be over; of an alert of another kind only the beginning is news. */
  readonly kind: 'outage' | 'alert';
  /** What is down; of an alert, the sentence that says what was found. */
  readonly name: string;
  /** Why, in a sentence: the error of a monitor. */
  readonly reason: string;
  readonly organizationId: number | null;
  readonly organization: string;
  readonly since: number;
  /** Somebody is at it. */
  readonly acknowledged: boolean;
  readonly muted: boolean;
  /** Where in the console it stands. */
  readonly place: string;
}

export interface PlannedNotification {
  /** Takes the place of the one that was shown under the same tag. */
  readonly tag: string;
  readonly title: string;
  readonly body: string;
  readonly place: string;
  /** What it is about, so that it can be acknowledged from it; empty once it is over. */
  readonly keys: readonly string[];
}

/** Where all that wants attention is listed. */
const listPlace = 'incidents';

/** What comes in at once is told at once, in one. */
export const settleMs = 2000;
/** What follows within this time is told together with it. */
export const groupMs = 30_000;

interface Group {
  readonly kind: 'now' | 'after';
  readonly organization: string;
  readonly startedAt: number;
  readonly dueAt: number;
  readonly told: readonly AttentionItem[];
  readonly untold: readonly AttentionItem[];
}

/** Everything between two looks; made by `startPlan`, changed only by `plan`. */
export interface PlanState {
  readonly known: ReadonlyMap<string, AttentionItem>;
  /** Keys whose beginning was shown: only these are shown to be over. */
  readonly told: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly repeatedAt: ReadonlyMap<string, number>;
  /** Asked for one by one: told when they are back whatever is quiet, muted or unwished. */
  readonly watched: ReadonlySet<string>;
}

/**
 * What stood there before anybody looked is known and not news. What was asked for before the last end is still: one
 * that is not there any more is told to be back.
 */
export function startPlan(
  items: readonly AttentionItem[],
  awaited: readonly AwaitedOutage[] = [],
): PlanState {
  const earlier = awaited.map((each): AttentionItem => ({ ...unknownSince, ...each }));
  return {
    known: new Map([...earlier, ...items].map((item) => [item.key, item])),
    told: new Set(items.map(({ key }) => key)),
    groups: new Map(),
    repeatedAt: new Map(),
    watched: new Set(awaited.map(({ key }) => key)),
  };
}

const unknownSince = { kind: 'outage', reason: '', acknowledged: false, muted: false } as const;

/** What is still asked for, to be kept over a restart. */
export function awaitedOf({ known, watched }: PlanState): AwaitedOutage[] {
  return [...watched].flatMap((each) => {
    const item = known.get(each);
    if (!item) return [];
    const { key, name, organizationId, organization, since, place } = item;
    return [{ key, name, organizationId, organization, since, place }];
  });
}

export function watch(state: PlanState, key: string): PlanState {
  return { ...state, watched: new Set([...state.watched, key]) };
}

export interface PlanInput {
  readonly items: readonly AttentionItem[];
  readonly now: number;
  readonly wishes: NotificationWishes;
  /** Nothing is shown until then; null where nobody asked for silence. */
  readonly mutedUntil: number | null;
}

export interface Plan {
  readonly state: PlanState;
  readonly show: readonly PlannedNotification[];
  /** When to look again though nothing changed; null where only a change matters. */
  readonly wakeAt: number | null;
}

/** Decides what is shown now: pure, so that a night of outages can be played through in a test. */
export function plan(state: PlanState, { items, now, wishes, mutedUntil }: PlanInput): Plan {
  const current = new Map(items.map((item) => [item.key, item]));
  const begun = items.filter(({ key }) => !state.known.has(key));
  const ended = [...state.known.values()].filter(({ key }) => !current.has(key));
  const watchedEnds = ended.filter(({ key }) => state.watched.has(key));
  const silentUntil = later(
    quietUntil(wishes.quietHours, now),
    mutedUntil !== null && mutedUntil > now ? mutedUntil : null,
  );

  let groups = new Map(state.groups);
  const told = new Set(state.told);
  const gone = new Set(ended.map(({ key }) => key));
  // What was over before it was told is no news at all.
  groups = mapGroups(groups, (group) =>
    group.kind === 'now' ? { ...group, untold: group.untold.filter(({ key }) => !gone.has(key)) } : group,
  );
  if (wishes.onDown)
    for (const item of begun) if (!item.muted && !item.acknowledged) add(groups, 'now', item, now);
  if (wishes.onUp) {
    for (const item of ended) {
      if (item.kind === 'outage' && told.has(item.key) && !item.muted && !state.watched.has(item.key))
        add(groups, 'after', item, now);
    }
  }
  for (const key of gone) told.delete(key);

  const show = watchedEnds.map((item) =>
    notificationOf('after', [item], item.organization, `watch:${item.key}`),
  );
  const repeatedAt = new Map([...state.repeatedAt].filter(([key]) => current.has(key)));
  if (silentUntil === null) {
    for (const [tag, group] of groups) {
      const isOver = group.startedAt + groupMs <= now;
      const isDue = group.untold.length > 0 && group.dueAt <= now;
      const all = isDue ? [...group.told, ...group.untold] : group.told;
      const still = group.kind === 'now' ? all.filter(({ key }) => current.has(key)) : all;
      if (isDue) {
        show.push(notificationOf(group.kind, still, group.organization, tag));
        for (const { key } of group.kind === 'now' ? group.untold : []) {
          told.add(key);
          repeatedAt.set(key, now);
        }
      }
      if (isOver && (isDue || group.untold.length === 0)) groups.delete(tag);
      else if (isDue)
        groups.set(tag, { ...group, told: still, untold: [], dueAt: group.startedAt + groupMs });
    }
    show.push(...repeats(items, told, repeatedAt, wishes, now));
  } else {
    // Silence keeps no list of what it swallowed: when it ends, what is still wrong is told as it stands then.
    groups = mapGroups(groups, (group) => (group.kind === 'after' ? { ...group, untold: [] } : group));
    for (const [tag, group] of groups) if (group.untold.length === 0) groups.delete(tag);
  }
  const next: PlanState = {
    known: current,
    told,
    groups,
    repeatedAt,
    watched: new Set([...state.watched].filter((key) => !gone.has(key))),
  };
  return { state: next, show, wakeAt: wakeAt(next, items, wishes, now, silentUntil) };
}

const later = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);

function mapGroups(groups: ReadonlyMap<string, Group>, change: (group: Group) => Group): Map<string, Group> {
  return new Map([...groups].map(([tag, group]) => [tag, change(group)]));
}

/** What is told together: one client's outages, or its other alerts. */
const tagOf = (when: Group['kind'], { organizationId, kind }: AttentionItem): string =>
  `${when}:${kind}:${organizationId ?? 0}`;

function add(groups: Map<string, Group>, kind: Group['kind'], item: AttentionItem, now: number): void {
  const tag = tagOf(kind, item);
  const open = groups.get(tag);
  if (open && now < open.startedAt + groupMs) {
    groups.set(tag, { ...open, untold: [...open.untold, item] });
    return;
  }
  groups.set(tag, {
    kind,
    organization: item.organization,
    startedAt: now,
    dueAt: now + settleMs,
    told: [],
    untold: [...(open?.untold ?? []), item],
  });
}

/** What nobody is at, once more; only where that was wished for. */
function repeats(
  items: readonly AttentionItem[],
  told: ReadonlySet<string>,
  repeatedAt: Map<string, number>,
  { repeatMinutes }: NotificationWishes,
  now: number,
): PlannedNotification[] {
  if (repeatMinutes === null) return [];
  const byTag = new Map<string, AttentionItem[]>();
  for (const item of items) {
    if (!wantsRepeat(item, told) || now < nextRepeat(item, repeatedAt, repeatMinutes)) continue;
    repeatedAt.set(item.key, now);
    const tag = tagOf('now', item);
    byTag.set(tag, [...(byTag.get(tag) ?? []), item]);
  }
  return [...byTag].map(([tag, due]) => notificationOf('now', due, due[0]?.organization ?? '', tag, true));
}

const wantsRepeat = (item: AttentionItem, told: ReadonlySet<string>): boolean =>
  told.has(item.key) && !item.acknowledged && !item.muted;

const nextRepeat = (item: AttentionItem, at: ReadonlyMap<string, number>, minutes: number): number =>
  (at.get(item.key) ?? item.since) + minutes * 60_000;

function wakeAt(
  { groups, told, repeatedAt }: PlanState,
  items: readonly AttentionItem[],
  { repeatMinutes }: NotificationWishes,
  now: number,
  silentUntil: number | null,
): number | null {
  const times = [...groups.values()].map(({ untold, dueAt, startedAt }) =>
    untold.length > 0 ? dueAt : startedAt + groupMs,
  );
  if (repeatMinutes !== null) {
    for (const item of items)
      if (wantsRepeat(item, told)) times.push(nextRepeat(item, repeatedAt, repeatMinutes));
  }
  if (times.length === 0) return null;
  const first = Math.max(now, Math.min(...times));
  return silentUntil === null ? first : Math.max(first, silentUntil);
}

const namesShown = 4;

const groupWords = {
  outage: { now: 'down', after: 'back' },
  alert: { now: 'alerts', after: 'alerts over' },
} as const;

function titleOfOne({ kind, name }: AttentionItem, when: Group['kind'], isStill: boolean): string {
  if (kind === 'alert') return isStill ? `Still open: ${name}` : name;
  const word = groupWords.outage[when];
  return isStill ? `${name} is still ${word}` : `${name} is ${word}`;
}

function notificationOf(
  when: Group['kind'],
  items: readonly AttentionItem[],
  organization: string,
  tag: string,
  isStill = false,
): PlannedNotification {
  const [first, second] = items;
  // A group is made with its first item and only told while it has one.
  if (!first) throw new Error('A notification about nothing');
  const keys = when === 'now' ? items.map(({ key }) => key) : [];
  if (!second) {
    const body = [organization, when === 'now' ? first.reason : ''].filter(Boolean).join(' · ');
    return { tag, title: titleOfOne(first, when, isStill), body, place: first.place, keys };
  }
  const names = items.slice(0, namesShown).map(({ name }) => name);
  const more = items.length - names.length;
  const body = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  const said = `${items.length} ${groupWords[first.kind][when]} at ${organization}`;
  return { tag, title: isStill ? `Still ${said}` : said, body, place: listPlace, keys };
}
