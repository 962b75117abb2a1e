import { useCallback, useSyncExternalStore } from 'react';
import { listenToAnswer, readAnswer, type Answer } from './answers.ts';
import type { ConsoleClient } from './client.ts';

type InputFor<F> = F extends (input: infer I) => unknown ? I : never;
type ValueFor<F> = F extends (input: never) => Promise<infer V> ? V : never;

const nothing: Answer<never> = { status: 'loading', value: undefined, error: undefined };
const ignore = () => undefined;

/** One answer of the engine by the name of its procedure; `T` is what the caller knows it to be. */
export function useAnswerAt<T>(path: string, input: unknown): Answer<T> {
  // Inputs are small plain objects; their text is their identity, so callers need not memoise them.
  const text = input === null ? null : JSON.stringify(input);
  const listen = useCallback(
    (listener: () => void) => (text === null ? ignore : listenToAnswer(path, JSON.parse(text), listener)),
    [path, text],
  );
  const read = () => (text === null ? nothing : readAnswer(path, JSON.parse(text)));
  return useSyncExternalStore(listen, read) as Answer<T>;
}

/**
 * One answer of the engine, kept fresh by pushed events while the component is mounted.
 * `null` as input asks nothing and stays `loading`.
 */
export function useAnswer<D extends keyof ConsoleClient, P extends keyof ConsoleClient[D] & string>(
  domain: D,
  procedure: P,
  input: InputFor<ConsoleClient[D][P]> | null,
): Answer<ValueFor<ConsoleClient[D][P]>> {
  // The cache holds what the typed client would have answered for this path.
  return useAnswerAt(`${domain}.${procedure}`, input);
}
