import { connect } from 'node:net';
import type { Egress } from '../../egress/egress.ts';
import { reach } from './reach.ts';
import { bad, good, type Probe } from './probe.ts';
import { sayFailure } from './say-failure.ts';

/** Whether something takes connections there. */
export function createTcpProbe(egress: Egress): Probe {
  return async (monitor, signal) => {
    try {
      const { ms, socket } = await reach(
        () => connect(egress.connect('monitor', monitor.hostname!, monitor.port!)),
        'connect',
        { timeoutMs: monitor.timeout * 1000, signal },
      );
      socket.destroy();
      return good(ms);
    } catch (error) {
      return bad(sayFailure(error));
    }
  };
}
