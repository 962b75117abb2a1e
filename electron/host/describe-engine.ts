import { assertNever } from '../../shared/errors.ts';
import type { EngineState } from './engine-link.ts';

/** One line about the engine for places with room for one, such as the tray's menu. */
export function describeEngine(state: EngineState): string {
  switch (state.state) {
    case 'starting':
      return 'Engine starting';
    case 'restarting':
      return 'Engine restarting';
    case 'stopped':
      return 'Engine stopped';
    case 'ready': {
      const { address, portTaken } = state.report;
      if (address === null) return 'Local API off';
      return portTaken === null ? `API at ${address}` : `API at ${address} (port ${portTaken} was taken)`;
    }
    default:
      return assertNever(state);
  }
}
