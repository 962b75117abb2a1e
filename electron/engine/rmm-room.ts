import type { createAssets } from './inventory/assets.ts';
import { createRmm, type RmmDeps } from './inventory/rmm/rmm.ts';
import { systemTimers } from './platform/timers.ts';

export interface RmmRoomDeps extends Omit<
  RmmDeps,
  'records' | 'mayKnowAsset' | 'timers' | 'random' | 'isOnline'
> {
  readonly assets: ReturnType<typeof createAssets>;
  readonly isOnline: () => boolean;
  /** This machine itself may be asked, for which no network is needed. */
  readonly loopback: boolean;
}

/** Joins what agents know of devices to assets, their software and the alerts inbox. */
export function createRmmRoom({ assets, loopback, isOnline, ...deps }: RmmRoomDeps) {
  return createRmm({
    ...deps,
    records: assets.records,
    mayKnowAsset: (caller, id) => assets.named(caller, id) !== null,
    isOnline: () => loopback || isOnline(),
    timers: systemTimers,
    random: Math.random,
  });
}
