import { randomBytes } from 'node:crypto';
import type { Monitor } from '../../../shared/monitor.ts';
import type { MonitorType } from '../../../shared/monitor-options.ts';
import { invalidField } from '../database/tenancy.ts';

type Address = Pick<Monitor, 'url' | 'hostname' | 'port'>;

/** What each type needs to know of where it looks. @throws AppError `validation` */
const requireAddress: Readonly<Record<MonitorType, (address: Address) => void>> = {
  http: ({ url }) => requireWebAddress(url),
  tcp(address) {
    requireHostname(address);
    if (address.port === null) throw invalidField('port', 'is needed');
  },
  ping: requireHostname,
  dns: requireHostname,
  tls: requireHostname,
  domain: requireHostname,
  push: () => {},
};

function requireWebAddress(text: string | null): void {
  const url = text === null || !URL.canParse(text) ? null : new URL(text);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw invalidField('url', 'must be an address that starts with http:// or https://');
  }
  if (url.username !== '' || url.password !== '') {
    throw invalidField('url', 'must not carry a user name or password; a header can');
  }
}

/** Names as DNS has them, and addresses of both kinds. */
function requireHostname({ hostname }: Address): void {
  if (hostname === null) throw invalidField('hostname', 'is needed');
  if (!/^[\p{L}\p{N}_:.%-]+$/u.test(hostname) || hostname.startsWith('-')) {
    throw invalidField('hostname', 'must be a name or an address');
  }
}

/** @throws AppError `validation` naming the field that does not fit the type */
export function requireSense(monitor: Address & Pick<Monitor, 'type'>): void {
  requireAddress[monitor.type](monitor);
}

/** What the address of a push monitor ends in: whoever knows it can say that all is well. */
export function newPushToken(): string {
  return randomBytes(16).toString('hex');
}
