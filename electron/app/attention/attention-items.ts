import type { Alert } from '../../../shared/alert.ts';
import type { AttentionItem } from './notification-plan.ts';

/** What the tray and notifications know of an alert; ours and those that a remote service told of alike. */
export interface AlertItem extends AttentionItem {
  readonly alertId: number;
  readonly mutedUntil: number | null;
}

export function itemOf(alert: Alert, organizationName: string | undefined): AlertItem {
  return {
    key: `alert:${alert.id}`,
    alertId: alert.id,
    kind: alert.kind === 'monitor' ? 'outage' : 'alert',
    name: alert.monitorName ?? alert.title,
    reason: alert.detail,
    organizationId: alert.organizationId,
    organization: organizationName ?? '',
    since: alert.createdAt,
    acknowledged: alert.state === 'acknowledged',
    muted: alert.state === 'muted',
    mutedUntil: alert.mutedUntil,
    place: alert.link.replace(/^\/+/, ''),
  };
}
