import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MenuItemConstructorOptions } from 'electron';
import type { AlertItem } from '../../electron/app/attention/attention-items.ts';
import {
  attentionMenu,
  type AttentionActions,
  type AttentionMenuState,
} from '../../electron/app/attention/attention-menu.ts';

const now = new Date(2026, 2, 23, 15, 30).getTime();
const minute = 60_000;

function item(alertId: number, more: Partial<AlertItem> = {}): AlertItem {
  return {
    key: `alert:${alertId}`,
    alertId,
    kind: 'outage',
    name: `Monitor ${alertId}`,
    reason: 'timeout after 10 s',
    organizationId: 2,
    organization: 'Demo & Sons',
    since: now - 6 * minute,
    acknowledged: false,
    muted: false,
    mutedUntil: null,
    place: `monitors/${alertId}`,
    ...more,
  };
}

function menuOf(patch: Partial<AttentionMenuState>) {
  const done: string[] = [];
  const actions: AttentionActions = {
    open: (place) => void done.push(`open ${place}`),
    acknowledge: (some) => void done.push(`acknowledge ${some.map(({ alertId }) => alertId).join()}`),
    muteUntil: ({ alertId }, until) => void done.push(`mute ${alertId} for ${(until - now) / minute} min`),
    watch: ({ key }) => void done.push(`watch ${key}`),
    silenceUntil: (until) => void done.push(`silent ${until === null ? 'no more' : (until - now) / minute}`),
  };
  const state: AttentionMenuState = {
    items: [],
    offlineSince: null,
    silentUntil: null,
    isWatched: () => false,
    now,
    ...patch,
  };
  const items = attentionMenu(state, actions);
  /** Chooses an item by the labels on the way to it. */
  const choose = (...path: string[]) => {
    let menu: readonly MenuItemConstructorOptions[] = items;
    for (const [depth, label] of path.entries()) {
      const found = menu.find((each) => each.label === label);
      assert.ok(found, `${label} is in the menu`);
      assert.notEqual(found.enabled, false, `${label} can be chosen`);
      // A click takes nothing of what Electron hands it here.
      if (depth === path.length - 1) (found.click as (() => void) | undefined)?.();
      else menu = found.submenu as MenuItemConstructorOptions[];
    }
    return done;
  };
  return { items, choose, labels: items.map(({ label }) => label) };
}

describe('what the menu beside the clock says of outages', () => {
  it('is one line while all is well', () => {
    assert.deepEqual(menuOf({}).labels, ['All well', 'Mute notifications']);
  });

  it('names what is down, whose it is and since when', () => {
    const { labels } = menuOf({ items: [item(1), item(2, { acknowledged: true })] });
    assert.deepEqual(labels, [
      '1 needs attention',
      'Monitor 1 · Demo && Sons · 6 min',
      'Monitor 2 · Demo && Sons · acknowledged',
      'Mute notifications',
    ]);
  });

  it('says that nothing is judged while this machine is offline', () => {
    const { labels } = menuOf({ items: [item(1)], offlineSince: now - 3 * minute });
    assert.equal(labels[0], 'This machine is offline for 3 min; nothing is judged');
  });

  it('acknowledges, mutes, watches and opens one', () => {
    const name = 'Monitor 1 · Demo && Sons · 6 min';
    const { choose } = menuOf({ items: [item(1)] });
    choose(name, 'Acknowledge');
    choose(name, 'Mute', '4 hours');
    choose(name, 'Mute', 'Until tomorrow');
    choose(name, 'Tell me when this is back');
    assert.deepEqual(choose(name, 'Open'), [
      'acknowledge 1',
      'mute 1 for 240 min',
      'mute 1 for 990 min',
      'watch alert:1',
      'open monitors/1',
    ]);
  });

  it('acknowledges all that nobody is at', () => {
    const items = [item(1), item(2), item(3, { muted: true })];
    assert.deepEqual(menuOf({ items }).choose('Acknowledge all 2'), ['acknowledge 1,2']);
  });

  it('leads to the rest where there are more than a menu holds', () => {
    const items = Array.from({ length: 11 }, (_, index) => item(index + 1));
    assert.deepEqual(menuOf({ items }).choose('3 more…'), ['open incidents']);
  });

  it('offers silence, and its end while it lasts', () => {
    assert.deepEqual(menuOf({}).choose('Mute notifications', '1 hour'), ['silent 60']);
    const silent = menuOf({ silentUntil: now + 60 * minute });
    assert.deepEqual(silent.choose('Silent until 16:30', 'Speak again'), ['silent no more']);
  });

  it('watches only what can come back', () => {
    const { items } = menuOf({ items: [item(1, { kind: 'alert' })] });
    const submenu = items[1]?.submenu;
    assert.ok(Array.isArray(submenu));
    const labels = submenu.map(({ label }) => label);
    assert.deepEqual(labels, ['timeout after 10 s', 'Acknowledge', 'Mute', 'Open']);
  });
});
