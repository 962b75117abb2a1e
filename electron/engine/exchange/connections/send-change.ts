import type { QueuedField, RemoteField, RemoteValue, RemoteValues } from '../../../../shared/remote.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Answer, Ask, Failed } from './account.ts';
import { findLink, linkOf, noteMissing, writeLink, type Link } from './link-repository.ts';
import { getChange, insertChange, updateChange, type StoredChange } from './outbox-repository.ts';
import type { Remote, RemoteTicket } from './remote.ts';
import { searchOpened } from './search-opened.ts';
import type { Source, TicketIntake } from './ticket-intake.ts';

export interface SendDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly intake: TicketIntake;
  readonly factsOf: (ticketId: number) => { readonly deviceId: string | null } | undefined;
  readonly technicianName: (id: number) => string | undefined;
  /** Its state is another now. */
  readonly changed: () => void;
}

/** What was on its way when the answer did not come may still arrive there: it is looked for only after that. */
const settleMs = 60_000;

/**
 * Sends one queued change. Whatever happens between here and there, nothing is done twice: a change of fields is
 * compared with what is there before it is sent, and a new ticket is looked for before it is opened again.
 */
export function createSender(deps: SendDeps) {
  const { db, clock, intake } = deps;

  function write(id: number, update: Parameters<typeof updateChange>[2]): void {
    updateChange(db, id, update, clock.now());
    deps.changed();
  }

  /** @returns the failure where the service cannot be asked now; otherwise the change has its outcome */
  async function send(remote: Remote, source: Source, id: number, ask: Ask): Promise<Failed | undefined> {
    const change = getChange(db, id);
    if (change?.state !== 'waiting') return undefined;
    if (change.kind === 'create') return open(remote, source, change, ask);
    const link = linkOf(db, source.id, 'ticket', change.ticketId);
    if (!link) {
      write(id, { state: 'refused', detail: `The ticket is not at ${source.name}.` });
      return undefined;
    }
    return update(remote, source, change, link, ask);
  }

  async function update(
    remote: Remote,
    source: Source,
    { id, ticketId }: StoredChange,
    link: Link,
    ask: Ask,
  ): Promise<Failed | undefined> {
    write(id, { state: 'sending', attempt: true });
    const { get, update: patch } = remote.tickets ?? {};
    // What is there now decides whether ours may be written over it.
    const there = get && (await ask(get(link.remoteId)));
    if (there && there.state !== 'answered') return notDone(id, there, source, link);
    const wanted = db.transaction(() => {
      write(id, { state: 'waiting' });
      if (there) intake.take(source, there.value, { whole: true });
      return wantedOf(source, getChange(db, id)!, link);
    });
    if (!wanted || !patch) return undefined;
    write(id, { state: 'sending', uncertain: true });
    const answer = await ask(patch.call(link.remoteId, wanted.values, wanted.assignee));
    if (answer.state !== 'answered') return notDone(id, answer, source, link);
    db.transaction(() => {
      // The values that both agree on first: what else the answer tells is merged with them.
      const agreed = { ...linkOf(db, source.id, 'ticket', ticketId)!.base, ...wanted.sent };
      writeLink(db, source.id, 'ticket', link.remoteId, { localId: ticketId, base: agreed });
      write(id, { state: 'sent', uncertain: false, detail: null });
      intake.take(source, answer.value, { whole: true });
    });
    return undefined;
  }

  /** What is still to be written there; undefined where nothing is: it has its outcome then. */
  function wantedOf(source: Source, change: StoredChange, link: Link) {
    if (change.state !== 'waiting') return undefined;
    const base: RemoteValues = findLink(db, source.id, 'ticket', link.remoteId)?.base ?? {};
    const known = keepUnknownPeople(source, change);
    const left = known.filter(({ field, to }) => base[field as RemoteField] !== to);
    if (left.length === 0) {
      const detail = known.length > 0 ? `It is so at ${source.name} already.` : 'Nothing of it can be sent.';
      write(change.id, { state: known.length > 0 ? 'sent' : 'settled', detail });
      return undefined;
    }
    const sent: RemoteValues = Object.fromEntries(left.map(({ field, to }) => [field, to]));
    const { assigneeId, ...values } = sent;
    return { sent, values, assignee: assigneeId === undefined ? undefined : userOf(source, assigneeId) };
  }

  /** Somebody who is no user there cannot have the ticket there: that stays here, and says so. */
  function keepUnknownPeople(source: Source, change: StoredChange): readonly QueuedField[] {
    const { organizationId, connectionId, ticketId, actorName } = change;
    const unknown = change.changes.filter(
      ({ field, to }) => field === 'assigneeId' && to !== null && userOf(source, to) === null,
    );
    if (unknown.length === 0) return change.changes;
    const name = deps.technicianName(Number(unknown[0]!.to)) ?? 'The assignee';
    const detail = `${name} is no user at ${source.name}.`;
    const about = { organizationId, connectionId, ticketId, actorName };
    insertChange(db, { ...about, kind: 'update', changes: unknown, state: 'local', detail }, clock.now());
    const known = change.changes.filter((each) => !unknown.includes(each));
    write(change.id, { changes: known });
    return known;
  }

  function userOf(source: Source, technicianId: RemoteValue): string | null {
    if (technicianId === null) return null;
    return linkOf(db, source.id, 'user', Number(technicianId))?.remoteId ?? null;
  }

  async function open(
    remote: Remote,
    source: Source,
    change: StoredChange,
    ask: Ask,
  ): Promise<Failed | undefined> {
    const { id, ticketId, marker } = change;
    const { create } = remote.tickets ?? {};
    if (!create) {
      write(id, { state: 'local', detail: remote.cannot.create ?? null });
      return undefined;
    }
    const values: RemoteValues = Object.fromEntries(change.changes.map(({ field, to }) => [field, to]));
    if (change.uncertain) {
      const found = await searchOpened(
        remote,
        change,
        ask,
        (remoteId) => findLink(db, source.id, 'ticket', remoteId) !== undefined,
      );
      if (found.state === 'failed') return found;
      if (found.state === 'found') {
        taken(source, change, values, found.ticket);
        return undefined;
      }
      if (found.state === 'suspect') {
        write(id, { state: 'suspect', detail: found.detail });
        return undefined;
      }
    }
    write(id, { state: 'sending', uncertain: true, attempt: true });
    const assignee = userOf(source, values.assigneeId ?? null);
    const deviceId = deps.factsOf(ticketId)?.deviceId ?? null;
    const answer = await ask(create.call({ values, assignee, deviceId, marker }));
    if (answer.state === 'answered') {
      taken(source, change, values, answer.value);
      return undefined;
    }
    return notDone(id, answer, source, undefined);
  }

  function taken(
    source: Source,
    { id, ticketId }: StoredChange,
    values: RemoteValues,
    ticket: RemoteTicket,
  ): void {
    db.transaction(() => {
      const { assigneeId, ...base } = values;
      const told = assigneeId == null || userOf(source, assigneeId) !== null ? { ...base, assigneeId } : base;
      writeLink(db, source.id, 'ticket', ticket.remoteId, {
        localId: ticketId,
        base: { ...opened, ...told },
      });
      write(id, { state: 'sent', uncertain: false, detail: `It is ${ticket.remoteId} there.` });
      intake.take(source, ticket, { whole: ticket.messages !== null });
    });
  }

  function notDone(
    id: number,
    answer: Exclude<Answer<never>, { state: 'answered' }>,
    source: Source,
    link: Link | undefined,
  ): Failed | undefined {
    if (answer.state === 'refused') {
      const { status, detail } = answer;
      if (status === 404 && link) noteMissing(db, source.id, 'ticket', link.remoteId, clock.now());
      write(id, { state: 'refused', uncertain: false, detail });
      return undefined;
    }
    const sure = neverArrived.has(answer.failure);
    write(id, {
      state: 'waiting',
      detail: answer.detail,
      ...(sure && { uncertain: false }),
      ...(!sure && !link && { notBefore: clock.now() + settleMs }),
    });
    return answer;
  }

  return { send };
}

/** A new ticket is open wherever it is opened. */
const opened: RemoteValues = { status: 'open' };
/** Nothing was done there, for sure. */
const neverArrived: ReadonlySet<Failed['failure']> = new Set([
  'offline',
  'vault_locked',
  'key_refused',
  'rate_limited',
]);
