import type { MonitorOptions, MonitorType } from '../../../../shared/monitor-options.ts';
import type { Egress } from '../../egress/egress.ts';
import type { Clock } from '../../platform/clock.ts';
import { createDnsProbe } from './dns.ts';
import { createDomainProbe } from './domain.ts';
import { createHttpProbe } from './http.ts';
import { createPingProbe } from './ping.ts';
import type { Probe } from './probe.ts';
import { createTcpProbe } from './tcp.ts';
import { createTlsProbe } from './tls.ts';
import type { OpenRequest } from '../sealed-requests.ts';

/** One for each type: a type without its probe does not compile. */
export function createProbes(
  egress: Egress,
  clock: Clock,
  push: Probe,
  open: (options: MonitorOptions) => OpenRequest,
): Readonly<Record<MonitorType, Probe>> {
  const now = () => clock.now();
  return {
    http: createHttpProbe(egress, now, open),
    tcp: createTcpProbe(egress),
    ping: createPingProbe(egress),
    dns: createDnsProbe(egress),
    tls: createTlsProbe(egress, now),
    domain: createDomainProbe(egress, now),
    push,
  };
}
