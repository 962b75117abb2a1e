import type { NotificationWishes } from '../../../shared/preferences.ts';
import { quietUntil } from './quiet-hours.ts';

/** Something that wants attention, as often as it is looked at. Times are epoch ms. */
export interface AttentionItem {
  /** The same for as long as the same thing wants attention. */
  readonly key: string;
  readonly name: string;
  /** Why, in a sentence: the error of a monitor. */
  readonly reason: string;
  readonly organizationId: number | null;
  readonly organization: string;
  readonly since: number;
  /** Somebody is at it. */
  readonly acknowledged: boolean;
  readonly muted: boolean;
  /** What it is when it wants attention and when it no longer does: `down`/`back`, `open`/`closed`. */
  readonly words: { readonly now: string; readonly after: string };
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

/** What stood there before anybody looked is known and not news. */
export function startPlan(items: readonly AttentionItem[]): PlanState {
  const keys = new Set(items.map(({ key }) => key));
  return {
    known: new Map(items.map((item) => [item.key, item])),
    told: keys,
    groups: new Map(),
    repeatedAt: new Map(),
    watched: new Set(),
  };
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
      if (told.has(item.key) && !item.muted && !state.watched.has(item.key)) add(groups, 'after', item, now);
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

function add(groups: Map<string, Group>, kind: Group['kind'], item: AttentionItem, now: number): void {
  const tag = `${kind}:${item.organizationId ?? 0}`;
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
  const byOrganization = new Map<number, AttentionItem[]>();
  for (const item of items) {
    if (!wantsRepeat(item, told) || now < nextRepeat(item, repeatedAt, repeatMinutes)) continue;
    repeatedAt.set(item.key, now);
    const id = item.organizationId ?? 0;
    byOrganization.set(id, [...(byOrganization.get(id) ?? []), item]);
  }
  return [...byOrganization].map(([id, due]) =>
    notificationOf('now', due, due[0]!.organization, `now:${id}`, 'Still '),
  );
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

function notificationOf(
  kind: Group['kind'],
  items: readonly AttentionItem[],
  organization: string,
  tag: string,
  lead: '' | 'Still ' = '',
): PlannedNotification {
  const [first] = items;
  const word = first!.words[kind];
  const keys = kind === 'now' ? items.map(({ key }) => key) : [];
  if (items.length === 1) {
    const { name, reason, place } = first!;
    const said = lead === '' ? `${name} is ${word}` : `${name} is still ${word}`;
    return {
      tag,
      title: said,
      body: [organization, kind === 'now' ? reason : ''].filter(Boolean).join(' · '),
      place,
      keys,
    };
  }
  const names = items.slice(0, namesShown).map(({ name }) => name);
  const more = items.length - names.length;
  const body = more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
  return { tag, title: `${lead}${items.length} ${word} at ${organization}`, body, place: 'alerts', keys };
}
