import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Monitor } from '../../../../shared/monitor.ts';
import type { Egress } from '../../egress/egress.ts';
import { certificateEnd, daysUntil, endsSoon } from './certificate.ts';
import { brokenCondition } from './conditions.ts';
import { bad, good, type Probe } from './probe.ts';
import { reach } from './reach.ts';
import { sayFailure } from './say-failure.ts';

const httpsPort = 443;

/** Looks at the certificate: whether it is to be trusted, and how long still. */
export function createTlsProbe(egress: Egress, now: () => number): Probe {
  return async (monitor, signal) => {
    const { options, timeout } = monitor;
    try {
      const { socket, ms } = await reach(() => open(egress, monitor), 'secureConnect', {
        timeoutMs: timeout * 1000,
        signal,
      });
      const end = certificateEnd(socket.getPeerCertificate());
      const distrust = socket.authorized ? null : socket.authorizationError;
      socket.destroy();
      if (end === null) return bad('There is no certificate', { ms });
      const seen = { ms, certificateExpiresAt: end };
      const error =
        endsSoon('The certificate', end, now(), options.expiryDays) ??
        (options.verifyCertificate && distrust
          ? `The certificate is not trusted: ${String(distrust)}`
          : null) ??
        brokenCondition(options.conditions, {
          responseTimeMs: Math.round(ms),
          certificateDays: daysUntil(end, now()),
        });
      return error === null ? good(ms, seen) : bad(error, seen);
    } catch (error) {
      return bad(sayFailure(error));
    }
  };
}

function open(egress: Egress, { hostname, port, options }: Monitor): TLSSocket {
  const host = hostname!;
  return process.getBuiltinModule('node:tls').connect({
    ...egress.connect('monitor', host, port ?? httpsPort),
    ...(isIP(host) === 0 && { servername: host }),
    // It is looked at whether it is trusted or not: an expired one is to be told as that.
    rejectUnauthorized: false,
    minVersion: options.minimumTls,
    ...(options.authority !== null && { ca: [options.authority] }),
  });
}
