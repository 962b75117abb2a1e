import { uptimeSettings, type UptimeSettings } from '../../../shared/uptime.ts';
import type { Setting } from '../database/settings.ts';

/** Two companies' resolvers, by address and certificate: independent of each other and of names. */
const standard: UptimeSettings = {
  targets: [
    { name: 'Cloudflare', host: '1.1.1.1', port: 443, certificateName: 'one.one.one.one' },
    { name: 'Google', host: '8.8.8.8', port: 443, certificateName: 'dns.google' },
  ],
  names: ['example.com', 'example.org'],
  gateway: true,
};

export const uptimeSetting: Setting<UptimeSettings> = {
  key: 'uptime.settings',
  schema: uptimeSettings,
  standard,
};
