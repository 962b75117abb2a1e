import type { Ask, Failed } from './account.ts';
import type { StoredChange } from './outbox-repository.ts';
import type { Remote, RemoteTicket } from './remote.ts';

export type Search =
  | Failed
  | { readonly state: 'found'; readonly ticket: RemoteTicket }
  | { readonly state: 'none' }
  | { readonly state: 'suspect'; readonly detail: string };

/** As far as the clocks of both sides may differ. */
const slackMs = 24 * 3_600_000;
/** What was opened there since the first try may be it under whatever subject. */
const newSinceMs = 10 * 60_000;
const mostPages = 20;

/**
 * Looks for a new ticket that may have been opened although no answer came: newest first, back to before it was first
 * tried. One that carries the change's marker is it; one of the same words without it is for a person to judge.
 * @param isKnown those that are tickets here already
 */
export async function searchOpened(
  remote: Remote,
  change: StoredChange,
  ask: Ask,
  isKnown: (remoteId: string) => boolean,
): Promise<Search> {
  const { list, listIsWhole, get } = remote.tickets!;
  const subject = change.changes.find(({ field }) => field === 'subject')?.to;
  const firstTriedAt = change.firstTriedAt ?? change.createdAt;
  const since = firstTriedAt - slackMs;
  const alike: RemoteTicket[] = [];
  for (let page = 1; ; page += 1) {
    if (page > mostPages)
      return { state: 'suspect', detail: `${remote.name} has too many tickets since to tell.` };
    const answer = await ask(list.page(page));
    if (answer.state === 'failed') return answer;
    if (answer.state === 'refused') return { state: 'suspect', detail: answer.detail };
    const { rows } = answer.value;
    for (const row of rows) {
      // Somebody there may have given it another subject by now.
      const isNew = row.createdAt !== null && row.createdAt >= firstTriedAt - newSinceMs;
      if (isKnown(row.remoteId) || (row.values.subject !== subject && !isNew && row.marker === null))
        continue;
      const whole = listIsWhole || !get ? row : await ask(get(row.remoteId));
      if ('state' in whole && whole.state === 'failed') return whole;
      const ticket = 'state' in whole ? (whole.state === 'answered' ? whole.value : row) : whole;
      if (ticket.marker === change.marker) return { state: 'found', ticket };
      const isAlike = ticket.marker === null && row.values.subject === subject;
      if (isAlike && (row.createdAt ?? Infinity) >= since) alike.push(ticket);
    }
    const oldest = rows.at(-1)?.createdAt;
    if (rows.length < list.perPage || (oldest != null && oldest < since)) break;
  }
  const description = change.changes.find(({ field }) => field === 'description')?.to;
  const same = alike.filter(
    ({ values }) => values.description === undefined || values.description === description,
  );
  if (same.length === 0) return { state: 'none' };
  return {
    state: 'suspect',
    detail: `${remote.name} has ${same.map(({ remoteId }) => remoteId).join(', ')} with the same words. It may be this one.`,
  };
}
