import type { Incident } from '../../../shared/incident.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { plural, ticketNumber } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { showFailure, showToast, showUndo } from '../../lib/toasts.ts';
import { incidents } from './incident-session.ts';

export type Quieting = 'acknowledge' | 'mute';

const done: Readonly<Record<Quieting, string>> = { acknowledge: 'acknowledged', mute: 'muted' };

function nameOf(changed: readonly Incident[]): string {
  const [only] = changed;
  return changed.length === 1 && only ? only.monitorName : plural(changed.length, 'incident');
}

/** Somebody is at it, or nobody wants to hear of it: until a moment (epoch ms), or until it recovers. */
export async function quiet(
  how: Quieting,
  ids: readonly number[],
  until: number | null,
  reason: string | null,
): Promise<void> {
  const changed = await client.incidents[how]({ ids: [...ids], until, reason });
  incidents.rows.receive(changed.incidents);
  showUndo(`${nameOf(changed.incidents)} ${done[how]}`, () => void reopen(ids));
}

export async function reopen(ids: readonly number[]): Promise<void> {
  await tell('Not opened again', async () => {
    const changed = await client.incidents.reopen({ ids: [...ids] });
    incidents.rows.receive(changed.incidents);
    showToast(`${nameOf(changed.incidents)} open again`);
  });
}

export async function close(ids: readonly number[]): Promise<void> {
  await tell('Not closed', async () => {
    const changed = await client.incidents.close({ ids: [...ids] });
    incidents.rows.receive(changed.incidents);
    showToast(`${nameOf(changed.incidents)} closed`);
  });
}

/** The ticket about it: made, added to or found, and shown. */
export async function openTicketOf(id: number): Promise<void> {
  await tell('No ticket was made', async () => {
    const { ticketId, outcome, incident } = await client.incidents.toTicket({ id });
    incidents.rows.receive([incident]);
    const words = { created: 'was made', appended: 'has it added', existing: 'is about it already' };
    showToast(`${ticketNumber(ticketId)} ${words[outcome]}`);
    navigate({ screen: 'tickets', source: { kind: 'view', view: 'all' }, ticketId });
  });
}

async function tell(failed: string, change: () => Promise<void>): Promise<void> {
  try {
    await change();
  } catch (error) {
    showFailure(`${failed}: ${errorMessage(error)}`);
  }
}
