/** What is known of a device that monitors stand behind. */
export interface AssetFacts {
  /** Of the monitors that look at it, without those that stand behind it: how many found it well, and how many not. */
  readonly good: number;
  readonly bad: number;
  /** When an agent or a person last saw it; null where nobody noted that. Epoch ms. */
  readonly lastSeenAt: number | null;
}

/**
 * `fails`: its own monitors say so, and alert by themselves. `silent`: none looks at it, and its agent stopped
 * reporting. Neither is guessed from nothing.
 */
export type AssetLife = 'answers' | 'fails' | 'silent' | 'not_known';

/** An agent that reported lately and has not for so long is silent. */
export const silentAfterMs = 15 * 60_000;
/** What was seen so long ago was silent before whatever happens now: it explains nothing. */
export const forgottenAfterMs = 24 * 3_600_000;

/** One monitor that finds it well outweighs all others: something of it answers. */
export function assetLife({ good, bad, lastSeenAt }: AssetFacts, now: number): AssetLife {
  if (good > 0) return 'answers';
  if (bad > 0) return 'fails';
  if (lastSeenAt === null) return 'not_known';
  const silentMs = now - lastSeenAt;
  if (silentMs <= silentAfterMs) return 'answers';
  return silentMs < forgottenAfterMs ? 'silent' : 'not_known';
}
