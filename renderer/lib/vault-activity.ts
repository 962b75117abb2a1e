import { create } from 'zustand';
import { client } from './client.ts';

/** Often enough for an idle time of one minute. */
const tellEveryMs = 20_000;

/** When somebody was last here, in epoch ms, as the engine was told. */
export const useLastActivity = create<{ at: number }>(() => ({ at: Date.now() }));

/** Tells the engine that somebody is here, so that the vault stays open; seldom enough to cost nothing. */
export function followActivity(target: Window): () => void {
  let told = 0;
  const tell = () => {
    const now = Date.now();
    if (now - told < tellEveryMs) return;
    told = now;
    useLastActivity.setState({ at: now });
    void client.vault.activity({}).catch(() => undefined);
  };
  const kinds = ['keydown', 'pointerdown', 'wheel'] as const;
  for (const kind of kinds) target.addEventListener(kind, tell, { passive: true, capture: true });
  return () => {
    for (const kind of kinds) target.removeEventListener(kind, tell, { capture: true });
  };
}
