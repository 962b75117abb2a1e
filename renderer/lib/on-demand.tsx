import { useEffect, useLayoutEffect, useRef, useState, type ComponentType } from 'react';
import { askOnce } from './ask-once.ts';
import { firstListShown } from './first-list.ts';
import { holdKeys } from './held-keys.ts';
import { UnreadableCode } from './unreadable-code.ts';

export interface OnDemand<P> {
  (props: P): React.ReactNode;
  /** Fetches the code before it is needed. */
  preload: () => Promise<void>;
}

/**
 * A component whose code is fetched when it is first shown. Unlike `lazy` it draws in the same frame once the
 * code is there: Suspense may hold content back for 300 ms, which is too slow for what a key opens.
 * `keys` says what becomes of those pressed meanwhile: `dropped` for what opens over a screen and would have taken
 * them, `held` for a screen that gets them once it is there; without, they do what they always do.
 */
export function onDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { keys }: { readonly keys?: 'dropped' | 'held' } = {},
): OnDemand<P> {
  let Loaded: ComponentType<P> | undefined;
  const preload = askOnce(async () => {
    try {
      Loaded = await load();
    } catch (cause) {
      throw new UnreadableCode(String(cause), { cause });
    }
  });
  function Placeholder(props: P) {
    const [failure, setFailure] = useState<{ error: unknown } | null>(null);
    const [ready, setReady] = useState(Loaded !== undefined);
    const endHold = useRef<((replay: boolean) => void) | null>(null);
    // Before the next key can come: an effect may run after it.
    useLayoutEffect(() => {
      if (keys === 'held' && !Loaded) endHold.current = holdKeys();
      // Left, or failed, before it came.
      return () => endHold.current?.(false);
    }, []);
    useEffect(() => {
      preload().then(
        () => setReady(true),
        (error: unknown) => setFailure({ error }),
      );
    }, []);
    useEffect(() => {
      // Effects of what has come ran before this one: its keys are known.
      if (ready) endHold.current?.(true);
    }, [ready]);
    if (failure) throw failure.error;
    if (Loaded) return <Loaded {...props} />;
    if (keys === 'dropped') return <span hidden data-keyboard-busy="" />;
    return keys === 'held' ? <span hidden data-loading="" /> : null;
  }
  return Object.assign(Placeholder, { preload });
}

/**
 * Runs work when the start is over and the window has nothing better to do. Idle alone would not do: a window that
 * waits for its first list is idle, but whoever works on that list is not.
 */
export function whenIdle(work: () => void): () => void {
  const stop = new AbortController();
  void firstListShown.then(() => {
    if (stop.signal.aborted) return;
    const handle = requestIdleCallback(work, { timeout: 1000 });
    stop.signal.addEventListener('abort', () => cancelIdleCallback(handle));
  });
  return () => stop.abort();
}
