import { breachSeverity } from '../../../shared/breach.ts';
import { eventType, type EventType } from '../../../shared/event-type.ts';
import type { AlertDesk, Trouble } from './alerts.ts';

/** An event of the log, as far as alerts care. */
export interface NewsEvent {
  readonly type: EventType;
  readonly organizationId: number;
  /** The record here that it is about. */
  readonly entityId?: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Breaches of one address that were told of together: all that a first look at it found. */
export interface BreachNews {
  readonly toldAt: number;
  readonly breaches: readonly { readonly name: string; readonly dataTypes: readonly string[] }[];
}

/**
 * What an event of our own log means for the alerts. It may be taken twice: a trouble is named, and raised and
 * cleared by its name.
 * @param toldWith what was told together with a breach of an address
 */
export function takeEvent(
  desk: AlertDesk,
  event: NewsEvent,
  toldWith: (addressId: number, breach: string) => BreachNews | undefined = () => undefined,
): void {
  if (event.type === 'monitor.up') desk.clear(monitorKey(event));
  const trouble = troubleOf(event);
  if (!trouble) return;
  const { name } = (event.data['breach'] ?? {}) as { name?: unknown };
  const news =
    event.type === 'breach.detected' && event.entityId != null
      ? toldWith(event.entityId, word(name))
      : undefined;
  desk.raise(news && news.breaches.length > 1 ? allOf(trouble, event, news) : trouble);
}

/** One alert for all of them: each of their events raises the same. */
function allOf(
  trouble: Trouble,
  { data, organizationId }: NewsEvent,
  { toldAt, breaches }: BreachNews,
): Trouble {
  const email = word(data['email']);
  const lost = [...new Set(breaches.flatMap(({ dataTypes }) => dataTypes))];
  const names = breaches.map(({ name }) => name);
  const rest = names.length - mostNamed;
  const named = `${names.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
  return {
    ...trouble,
    severity: breaches.some(({ dataTypes }) => dataTypes.length === 0) ? 'critical' : breachSeverity(lost),
    title: `${email} is in ${breaches.length} breaches`,
    detail: lost.length === 0 ? named : `${named} Lost were: ${lost.join(', ')}.`,
    dedupeKey: `breach/${organizationId}/${email.toLowerCase()}/${toldAt}`,
  };
}

const mostNamed = 10;

/** The name of the trouble that a monitor is down: of our own by its id. */
export const monitorTroubleKey = (monitor: number | string): string => `monitor/${monitor}`;

const monitorKey = ({ data }: NewsEvent): string =>
  monitorTroubleKey(word(data['monitor_id']) || word(data['name']));

/** @returns what the event tells of, undefined where nobody has to look at anything */
export function troubleOf(event: NewsEvent): Trouble | undefined {
  const { data, organizationId } = event;
  switch (event.type) {
    case 'monitor.down': {
      const id = word(data['monitor_id']);
      const name = word(data['name']) || word(data['url']) || (id && `Monitor ${id}`) || 'A monitor';
      return {
        organizationId,
        kind: 'monitor',
        severity: 'critical',
        title: `${name} is down`,
        detail: word(data['error']),
        dedupeKey: monitorKey(event),
        monitorName: name,
        link: `/monitors/${id}`,
      };
    }
    case 'breach.detected': {
      const { name, dataTypes } = (data['breach'] ?? {}) as { name?: unknown; dataTypes?: unknown };
      const email = word(data['email']);
      const lost = Array.isArray(dataTypes) ? dataTypes.map(word) : [];
      return {
        organizationId,
        kind: 'breach',
        // Whoever does not say what was lost may have lost anything.
        severity: lost.length === 0 ? 'critical' : breachSeverity(lost),
        title: `${email} is in the breach ${word(name)}`,
        detail: lost.length === 0 ? '' : `Lost were: ${lost.join(', ')}.`,
        dedupeKey: `breach/${organizationId}/${email.toLowerCase()}/${word(name)}`,
        link: event.entityId == null ? '/breaches' : `/breaches/${event.entityId}`,
      };
    }
    case 'vault.breach': {
      const name = word(data['title']) || word(data['name']) || 'An entry of the vault';
      const id = word(data['password_id']) || word(data['id']);
      return {
        organizationId,
        kind: 'vault_breach',
        severity: 'critical',
        title: `The password of ${name} is known from a breach`,
        detail: 'Change it where it is used, and here.',
        dedupeKey: `vault/${organizationId}/${id || name}`,
        link: '/vault/health',
      };
    }
    case 'vulnerability.found': {
      const cve = word(data['cve']) || word(data['cve_id']) || word(data['id']);
      const asset = word(data['asset_name']) || word(data['name']);
      const id = word(data['asset_id']);
      return {
        organizationId,
        kind: 'vulnerability',
        severity:
          data['known_ransomware'] === true || /^(?:critical|high)$/i.test(word(data['severity']))
            ? 'critical'
            : 'warning',
        title: [cve || 'A vulnerability', asset && `on ${asset}`].filter(Boolean).join(' '),
        detail: word(data['title']) || word(data['description']),
        dedupeKey: `vulnerability/${organizationId}/${cve}/${id || asset}`,
        link: id ? `/vulnerabilities/assets/${id}` : '/vulnerabilities',
      };
    }
    default:
      return undefined;
  }
}

/**
 * The same for an event that another service told of: its troubles have names of their own, so that its monitor 7 is
 * not ours. The alert leads to where all of its kind are.
 */
export function takeRemoteEvent(
  desk: AlertDesk,
  event: { readonly type: string; readonly organizationId: number; readonly data: NewsEvent['data'] },
  connectionId: number,
): { readonly title: string } | 'cleared' | 'nothing' {
  const prefix = `connection/${connectionId}/`;
  const known = eventType.safeParse(event.type);
  if (!known.success) return 'nothing';
  const news = { ...event, type: known.data };
  if (news.type === 'monitor.up') return desk.clear(`${prefix}${monitorKey(news)}`) ? 'cleared' : 'nothing';
  const trouble = troubleOf(news);
  if (!trouble) return 'nothing';
  desk.raise({
    ...trouble,
    dedupeKey: `${prefix}${trouble.dedupeKey}`,
    connectionId,
    link: `/connections/${connectionId}`,
  });
  return { title: trouble.title };
}

/** Text of what a remote service may have sent in its place. */
function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 500) : '';
}
