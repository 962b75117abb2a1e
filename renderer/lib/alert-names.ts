import type { AlertKind, AlertSeverity } from '../../shared/alert.ts';

export const kindLabels: Record<AlertKind, string> = {
  monitor: 'Monitor',
  breach: 'Breach',
  vault_breach: 'Breached password',
  vulnerability: 'Vulnerability',
  rmm: 'RMM',
  webhook: 'Webhook',
  connection: 'Connection',
  notification: 'Notification channel',
};

export const severityLabels: Record<AlertSeverity, string> = {
  critical: 'Critical',
  warning: 'Warning',
  info: 'Information',
};
