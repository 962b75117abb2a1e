import type { Alert } from '../../../../../shared/alert.ts';
import type { LoggedEvent } from '../../event-log.ts';
import type { Happening } from './plan.ts';

type Words = Pick<Happening, 'title' | 'detail' | 'link'>;

export interface TroubleWords {
  readonly title: string;
  readonly detail: string;
  readonly link: string;
}

export function happeningOfAlert(alert: Alert): Happening {
  const { id, organizationId, kind, severity, title, detail, link, createdAt } = alert;
  const source = { source: 'alert', sourceId: id, event: null, alert: kind } as const;
  return { ...source, organizationId, severity, title, detail, link, at: createdAt };
}

/** @param trouble what the alerts make of it, for events that tell of one */
export function happeningOfEvent(event: LoggedEvent, trouble: TroubleWords | undefined): Happening {
  const { id, organizationId, type, at } = event;
  const source = { source: 'event', sourceId: id, event: type, alert: null } as const;
  return { ...source, organizationId, severity: null, at, ...(trouble ?? wordsOf(event)) };
}

/** News in words. What an event carries is written by ourselves, or was read before it was written. */
function wordsOf({ type, data, entityId }: LoggedEvent): Words {
  const word = (field: string): string => {
    const value = data[field];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const ticket = (what: string, detail: string): Words => ({
    title: `${what}: ${word('subject')}`,
    detail,
    link: entityId === null ? null : `/tickets/${entityId}`,
  });
  const asset = (what: string): Words => ({
    title: `${what}: ${word('name')}`,
    detail: [word('asset_type'), word('status')].filter(Boolean).join(', '),
    link: entityId === null || type === 'asset.deleted' ? null : `/assets/${entityId}`,
  });
  switch (type) {
    case 'ticket.created':
      return ticket('New ticket', `Priority ${word('priority')}`);
    case 'ticket.updated':
      return ticket('Ticket changed', `${word('status')}, priority ${word('priority')}`.replaceAll('_', ' '));
    case 'ticket.resolved':
      return ticket('Ticket resolved', [word('resolvedBy'), word('resolution')].filter(Boolean).join(': '));
    case 'asset.created':
      return asset('New asset');
    case 'asset.updated':
      return asset('Asset changed');
    case 'asset.deleted':
      return asset('Asset removed');
    case 'monitor.up':
      return {
        title: `${word('name')} is up again`,
        detail: word('url'),
        link: `/monitors/${word('monitor_id')}`,
      };
    case 'subscription.changed':
      return {
        title: `The plan is now ${word('newPlan')}`,
        detail: `It was ${word('previousPlan')} until ${word('effectiveDate')}.`,
        link: '/settings/api',
      };
    case 'monitor.down':
    case 'vulnerability.found':
    case 'vault.breach':
    case 'breach.detected':
      return { title: type, detail: '', link: null };
  }
}
