import { useEffect, useState, type ComponentType } from 'react';

export interface OnDemand<P> {
  (props: P): React.ReactNode;
  /** Fetches the code before it is needed. */
  preload: () => Promise<void>;
}

/**
 * A component whose code is fetched when it is first shown. Unlike `lazy` it draws in the same frame once the
 * code is there: Suspense may hold content back for 300 ms, which is too slow for what a key opens.
 * With `takesKeys`, what is typed meanwhile is meant for what is coming and does not reach the list beneath.
 */
export function onDemand<P extends object>(
  load: () => Promise<ComponentType<P>>,
  { takesKeys = false } = {},
): OnDemand<P> {
  let Loaded: ComponentType<P> | undefined;
  let loading: Promise<void> | undefined;
  const preload = () => {
    loading ??= load().then((component) => {
      Loaded = component;
    });
    return loading;
  };
  function Placeholder(props: P) {
    const [failure, setFailure] = useState<{ error: unknown } | null>(null);
    const [, setReady] = useState(false);
    useEffect(() => {
      preload().then(
        () => setReady(true),
        (error: unknown) => setFailure({ error }),
      );
    }, []);
    if (failure) throw failure.error;
    if (Loaded) return <Loaded {...props} />;
    return takesKeys ? <span hidden data-keyboard-busy="" /> : null;
  }
  return Object.assign(Placeholder, { preload });
}

/** Runs work when the window has nothing better to do, so that a start waits for none of it. */
export function whenIdle(work: () => void): () => void {
  const handle = requestIdleCallback(work, { timeout: 1000 });
  return () => cancelIdleCallback(handle);
}
