import { create } from 'zustand';
import { client, subscribe } from './client.ts';

export interface EngineState {
  readonly state: 'starting' | 'ready' | 'restarting' | 'stopped';
  readonly detail: string | null;
}

/** How the engine is, as main tells it. */
export const useEngineState = create<EngineState>(() => ({ state: 'starting', detail: null }));

export function followEngineState(): () => void {
  let told = false;
  const stop = subscribe((event) => {
    if (event.type !== 'engineState') return;
    told = true;
    useEngineState.setState({ state: event.state, detail: event.detail });
  });
  client.shell.engineState({}).then(
    // What was announced meanwhile is newer than the answer.
    (state) => told || useEngineState.setState(state),
    () => undefined,
  );
  return stop;
}
