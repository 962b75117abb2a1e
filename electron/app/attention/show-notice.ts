import { Notification } from 'electron';
import type { PushEvent } from '../../../shared/events.ts';

export type Notice = Extract<PushEvent, { type: 'notice' }>['notice'];

/** Held while they are shown: one that is collected loses its click. */
const shown = new Set<Notification>();

/** Shows what a rule wants told on this desktop; a click leads to what it is about. */
export function showNotice({ title, body, link }: Notice, open: (place: string) => void): void {
  if (!Notification.isSupported()) return;
  // Never `critical`: that would break through do-not-disturb.
  const notification = new Notification({ title, body, urgency: 'normal' });
  notification.on('click', () => open(link?.replace(/^\/+/, '') ?? 'notifications'));
  notification.on('close', () => shown.delete(notification));
  shown.add(notification);
  notification.show();
}
