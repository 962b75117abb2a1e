import type { MenuItemConstructorOptions } from 'electron';
import type { AlertItem } from './attention-items.ts';
import { tomorrowMorning } from '../../../shared/quiet-hours.ts';

export interface AttentionActions {
  readonly open: (place: string) => void;
  readonly acknowledge: (items: readonly AlertItem[]) => void;
  readonly muteUntil: (item: AlertItem, until: number) => void;
  readonly watch: (item: AlertItem) => void;
  /** Silence for all notifications; null ends it. */
  readonly silenceUntil: (until: number | null) => void;
}

export interface AttentionMenuState {
  readonly items: readonly AlertItem[];
  readonly offlineSince: number | null;
  readonly silentUntil: number | null;
  readonly isWatched: (key: string) => boolean;
  readonly now: number;
}

/** As many as a menu can show without scrolling. */
const shownAtMost = 8;
const hourMs = 3_600_000;

/** `&` marks a letter in menus; a name that holds one shows it. */
export const menuText = (name: string): string => name.replaceAll('&', '&&');

const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const dayAndClock = new Intl.DateTimeFormat('en', {
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function untilText(at: number, now: number): string {
  return (at - now < 12 * hourMs ? clock : dayAndClock).format(at);
}

/** `6 min`, `3 h`, `2 d` */
function ageText(since: number, now: number): string {
  const minutes = Math.max(0, Math.floor((now - since) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  return minutes < 1440 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 1440)} d`;
}

function muteChoices(now: number, mute: (until: number) => void): MenuItemConstructorOptions[] {
  const hours = [1, 4, 8].map((count) => ({
    label: count === 1 ? '1 hour' : `${count} hours`,
    click: () => mute(now + count * hourMs),
  }));
  return [...hours, { label: 'Until tomorrow', click: () => mute(tomorrowMorning(now)) }];
}

function itemMenu(
  item: AlertItem,
  { now, isWatched }: AttentionMenuState,
  actions: AttentionActions,
): MenuItemConstructorOptions {
  const { name, organization, since, acknowledged, muted } = item;
  const state = acknowledged ? 'acknowledged' : muted ? 'muted' : ageText(since, now);
  return {
    label: [menuText(name), menuText(organization), state].filter(Boolean).join(' · '),
    submenu: [
      ...(item.reason === '' ? [] : [{ label: menuText(item.reason.slice(0, 80)), enabled: false }]),
      { label: 'Acknowledge', enabled: !acknowledged, click: () => actions.acknowledge([item]) },
      { label: 'Mute', submenu: muteChoices(now, (until) => actions.muteUntil(item, until)) },
      ...(item.kind === 'outage'
        ? [
            {
              label: 'Tell me when this is back',
              type: 'checkbox' as const,
              checked: isWatched(item.key),
              enabled: !isWatched(item.key),
              click: () => actions.watch(item),
            },
          ]
        : []),
      { label: 'Open', click: () => actions.open(item.place) },
    ],
  };
}

/** How things are, in the menu's first line. */
function headline({ items, offlineSince, now }: AttentionMenuState): string {
  if (offlineSince !== null)
    return `This machine is offline for ${ageText(offlineSince, now)}; nothing is judged`;
  const open = items.filter(({ acknowledged, muted }) => !acknowledged && !muted).length;
  if (items.length === 0) return 'All well';
  return open === 0
    ? `${items.length} acknowledged or muted`
    : `${open} ${open === 1 ? 'needs' : 'need'} attention`;
}

/** What is wrong now and what can be done about it without the window. */
export function attentionMenu(
  state: AttentionMenuState,
  actions: AttentionActions,
): MenuItemConstructorOptions[] {
  const { items, silentUntil, now } = state;
  const shown = items.slice(0, shownAtMost);
  const open = items.filter(({ acknowledged, muted }) => !acknowledged && !muted);
  const isSilent = silentUntil !== null && silentUntil > now;
  return [
    { label: headline(state), enabled: false },
    ...shown.map((item) => itemMenu(item, state, actions)),
    ...(items.length > shown.length
      ? [{ label: `${items.length - shown.length} more…`, click: () => actions.open('incidents') }]
      : []),
    ...(open.length > 1
      ? [{ label: `Acknowledge all ${open.length}`, click: () => actions.acknowledge(open) }]
      : []),
    isSilent
      ? {
          label: `Silent until ${untilText(silentUntil, now)}`,
          submenu: [{ label: 'Speak again', click: () => actions.silenceUntil(null) }],
        }
      : {
          label: 'Mute notifications',
          submenu: muteChoices(now, (until) => actions.silenceUntil(until)),
        },
  ];
}
