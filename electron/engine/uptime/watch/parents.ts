import type { Clock } from '../../platform/clock.ts';
import { assetLife } from '../asset-life.ts';
import { parentOf, type Watched } from './watched.ts';

export interface ParentDeps {
  readonly all: ReadonlyMap<number, Watched>;
  readonly clock: Clock;
  /** One check, shared by whoever wants it meanwhile. */
  readonly check: (id: number) => Promise<void>;
  readonly lastSeenAt: (assetId: number) => number | null;
  /** A device that nothing looks at fell silent, with something behind it that fails; and that this is over. */
  readonly onSilent: (assetId: number) => void;
  readonly onHeard: (assetId: number) => void;
}

/** Which of what stands before a monitor fails. */
export type Before =
  | { readonly fails: false }
  | { readonly fails: true; readonly silentAsset: number | null };

const stands: Before = { fails: false };

/** What monitors stand behind: other monitors, and devices, which are as alive as the monitors that look at them. */
export function createParents({ all, clock, check, lastSeenAt, onSilent, onHeard }: ParentDeps) {
  /** Who looks at a device. */
  const looking = new Map<number, Set<Watched>>();
  /** Devices that were asked about since the start, each with what waits for it. */
  const waiting = new Map<number, Set<number>>();

  /** Whether it fails: asked now where it was last asked before whoever stands behind it was. */
  async function fails(parent: Watched, since: number): Promise<boolean> {
    if (isDown(parent)) return true;
    if (parent.lookedAt < since) await check(parent.id);
    return parent.lookedBad;
  }

  async function assetBefore(assetId: number, since: number): Promise<Before> {
    // Whoever stands behind it says nothing of it, and would wait for itself.
    const own = [...(looking.get(assetId) ?? [])].filter(
      ({ monitor }) => !monitor.paused && monitor.parentAssetId !== assetId,
    );
    await Promise.all(own.map((each) => fails(each, since)));
    const judged = own.filter((each) => isDown(each) || each.lookedAt > -Infinity);
    const bad = judged.filter((each) => isDown(each) || each.lookedBad).length;
    const facts = { good: judged.length - bad, bad, lastSeenAt: lastSeenAt(assetId) };
    switch (assetLife(facts, clock.now())) {
      case 'fails':
        return { fails: true, silentAsset: null };
      case 'silent':
        return { fails: true, silentAsset: assetId };
      case 'answers':
      case 'not_known':
        return stands;
    }
  }

  function heard(assetId: number, monitorId: number): void {
    const own = waiting.get(assetId);
    if (own && !own.delete(monitorId)) return;
    if (!own) waiting.set(assetId, new Set());
    if (!own || own.size === 0) onHeard(assetId);
  }

  return {
    /** It is watched, or looks at another device from now on. */
    note(watched: Watched, earlier: number | null): void {
      const { assetId } = watched.monitor;
      if (earlier !== null && earlier !== assetId) looking.get(earlier)?.delete(watched);
      if (assetId === null) return;
      const own = looking.get(assetId) ?? new Set();
      looking.set(assetId, own.add(watched));
    },
    forget(watched: Watched): void {
      const { assetId, parentAssetId } = watched.monitor;
      if (assetId !== null) looking.get(assetId)?.delete(watched);
      if (parentAssetId !== null && waiting.get(parentAssetId)?.has(watched.id)) {
        heard(parentAssetId, watched.id);
      }
    },
    /** @param since monotonic time at which the check began that failed */
    async before(watched: Watched, since: number): Promise<Before> {
      const parent = parentOf(all, watched);
      if (parent && !parent.monitor.paused && (await fails(parent, since)))
        return { fails: true, silentAsset: null };
      const { parentAssetId } = watched.monitor;
      return parentAssetId === null ? stands : assetBefore(parentAssetId, since);
    },
    /** Once it is settled whether a monitor is unreachable: one alert a silent device, however much stands behind it. */
    settled({ id, monitor, state }: Watched, before: Before): void {
      const { parentAssetId } = monitor;
      if (parentAssetId === null) return;
      if (!before.fails || before.silentAsset === null || state.status !== 'unreachable') {
        return heard(parentAssetId, id);
      }
      const own = waiting.get(parentAssetId) ?? new Set();
      const isFirst = own.size === 0;
      waiting.set(parentAssetId, own.add(id));
      if (isFirst) onSilent(parentAssetId);
    },
  };
}

function isDown({ state }: Watched): boolean {
  return state.status === 'down' || state.status === 'unreachable';
}
