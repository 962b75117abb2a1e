import type { Alert } from '../../../shared/alert.ts';
import { asks } from '../../components/record-screen/ask-action.ts';
import type { Action } from '../../lib/actions.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { momentTime } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import type { RowPatch } from '../../lib/row-store.ts';
import { showFailure, showToast } from '../../lib/toasts.ts';
import { alerts } from './alert-session.ts';

export const group = 'Alerts';

/** Shown at once, sent, and offered to be taken back. */
function change(
  ids: readonly number[],
  patch: RowPatch<Alert>,
  done: string,
  send: (ids: number[]) => Promise<{ readonly changeId: string; readonly records: readonly Alert[] }>,
): void {
  void alerts.changes.change({
    ids,
    patch,
    done,
    async send() {
      const { changeId, records } = await send([...ids]);
      return { changeIds: [changeId], rows: records };
    },
  });
}

export function acknowledge(ids: readonly number[]): void {
  change(ids, { state: 'acknowledged', mutedUntil: null }, 'acknowledged', (all) =>
    client.alerts.acknowledge({ ids: all }),
  );
}

/** @param until epoch ms; null for as long as the trouble lasts */
export function mute(ids: readonly number[], until: number | null): void {
  const words = until === null ? 'muted until it ends' : `muted until ${momentTime(until, Date.now())}`;
  change(ids, { state: 'muted', mutedUntil: until }, words, (all) => client.alerts.mute({ ids: all, until }));
}

export function resolve(ids: readonly number[]): void {
  change(ids, { state: 'resolved', mutedUntil: null }, 'resolved', (all) =>
    client.alerts.resolve({ ids: all }),
  );
}

export function reopen(ids: readonly number[]): void {
  change(ids, { state: 'open', mutedUntil: null }, 'open again', (all) => client.alerts.reopen({ ids: all }));
}

export function assign(
  ids: readonly number[],
  technician: { readonly id: number; readonly name: string } | null,
): void {
  const assigneeId = technician?.id ?? null;
  change(ids, { assigneeId }, technician ? `assigned to ${technician.name}` : 'assigned to nobody', (all) =>
    client.alerts.assign({ ids: all, assigneeId }),
  );
}

export async function assignToMe(ids: readonly number[]): Promise<void> {
  try {
    const workspace = await client.workspace.get({});
    if (workspace) assign(ids, workspace.me);
  } catch (error) {
    showFailure(`Not assigned: ${errorMessage(error)}`);
  }
}

/** Goes to the ticket about it, which is made where there is none. */
export async function openTicket(id: number): Promise<void> {
  try {
    const { alert, ticketId, created } = await client.alerts.openTicket({ id });
    alerts.rows.receive([alert]);
    navigate({ screen: 'tickets', source: { kind: 'view', view: 'all' }, ticketId });
    if (created) showToast(`Ticket opened for ${alert.title}`);
  } catch (error) {
    showFailure(`No ticket was opened: ${errorMessage(error)}`);
  }
}

const targets = (): number[] => alerts.cursor.targetIds();

/** An action on the selection, else on the open or current alert. */
function onTargets(
  id: string,
  name: string,
  keys: string,
  run: (ids: readonly number[]) => void,
  keywords?: string,
): Action {
  return {
    id: `alert.${id}`,
    name,
    group,
    keys: [keys],
    when: () => targets().length > 0,
    run: () => run(targets()),
    ...(keywords === undefined ? {} : { keywords }),
  };
}

export const alertActions: readonly Action[] = [
  onTargets('acknowledge', 'Acknowledge', 'a', acknowledge, 'confirm take'),
  asks(alerts, group, 'mute', 'Mute…', 'm'),
  onTargets('resolve', 'Resolve', 'e', resolve, 'close done'),
  onTargets('reopen', 'Open again', 'r', reopen),
  asks(alerts, group, 'assignee', 'Assign…', 's'),
  onTargets('mine', 'Assign to me', 'i', (ids) => void assignToMe(ids)),
  onTargets('ticket', 'Open a ticket about it', 't', ([id]) => void (id !== undefined && openTicket(id))),
];
