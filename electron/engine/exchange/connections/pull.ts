import type { SyncReport } from '../../../../shared/remote.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Answer } from './account.ts';
import type { AssetIntake } from './asset-intake.ts';
import type { DirectoryIntake } from './directory-intake.ts';
import { findLink, leastRecentlyRead, noteMissing, noteUnseen, writeLink } from './link-repository.ts';
import type { PagedList, Remote, RemoteCall, RemoteTicket } from './remote.ts';
import type { Source, TicketIntake } from './ticket-intake.ts';

export interface PullDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly intake: TicketIntake;
  readonly assets: AssetIntake;
  readonly directory: DirectoryIntake;
}

/** One request of a run, and what its answer does; the answer may lead to further ones. */
export interface PullStep {
  readonly call: RemoteCall<unknown>;
  /** @returns why the run cannot be whole, where it cannot */
  take(answer: Exclude<Answer<unknown>, { state: 'failed' }>): string | undefined;
}

export type PullFigures = Omit<SyncReport, 'startedAt' | 'finishedAt' | 'complete' | 'detail' | 'sent'>;

/** Threads of tickets in work that one run reads again where the list does not tell of them. */
const refreshedPerRun = 40;
const mostPages = 10_000;

export type Pull = ReturnType<typeof createPull>;

/**
 * One run over all that a service serves, as a list of steps that whoever runs it takes one by one: between two of them
 * something else may be sent. A run is whole or failed; what a whole one did not meet is missing there.
 */
export function createPull(deps: PullDeps, remote: Remote, source: Source, run: number) {
  const { db, clock, intake } = deps;
  const startedAt = clock.now();
  const steps: PullStep[] = [];
  const figures = {
    ticketsNew: 0,
    ticketsChanged: 0,
    ticketsMissing: 0,
    messagesNew: 0,
    assetsNew: 0,
    assetsChanged: 0,
    organizations: 0,
    conflicts: 0,
  };
  /** What the key does not reach, in words. */
  const skipped: string[] = [];
  let ticketsWhole = false;
  let read = 0;

  function readList<T>(
    noun: string,
    list: PagedList<T>,
    idOf: (row: T) => string,
    takeRows: (rows: readonly T[]) => void,
    whole: () => void,
  ): void {
    const seen = new Set<string>();
    const readPage = (page: number): void => {
      steps.push({
        call: list.page(page),
        take(answer) {
          if (answer.state === 'refused') {
            // ClientSt0r's way to say that the list became shorter meanwhile.
            if (answer.status === 404 && page > 1) return shortOf(seen.size, null);
            // A key need not reach everything: that is told, and the rest is read.
            if (page > 1) return answer.detail;
            skipped.push(`${noun}: ${answer.detail}`);
            return undefined;
          }
          const { rows, total, more } = answer.value as {
            rows: readonly T[];
            total: number | null;
            more: boolean | null;
          };
          const before = seen.size;
          for (const row of rows) seen.add(idOf(row));
          read += rows.length;
          db.transaction(() => takeRows(rows));
          const goesOn = more ?? (total === null ? rows.length >= list.perPage : seen.size < total);
          if (goesOn && (rows.length === 0 || seen.size === before)) return shortOf(seen.size, total);
          if (goesOn && page < mostPages) readPage(page + 1);
          else if (goesOn || (total !== null && seen.size < total)) return shortOf(seen.size, total);
          else whole();
          return undefined;
        },
      });
    };
    readPage(1);
  }

  function count({ outcome, messages, conflicts }: ReturnType<TicketIntake['take']>): void {
    if (outcome === 'new') figures.ticketsNew += 1;
    if (outcome === 'changed') figures.ticketsChanged += 1;
    figures.messagesNew += messages;
    figures.conflicts += conflicts;
  }

  function readTicket(remoteId: string, line: string | undefined): void {
    const get = remote.tickets!.get!;
    steps.push({
      call: get(remoteId),
      take(answer) {
        if (answer.state === 'refused') {
          if (answer.status !== 404) return answer.detail;
          // Listed and gone since: the next run says whether it is missing.
          if (findLink(db, source.id, 'ticket', remoteId))
            noteMissing(db, source.id, 'ticket', remoteId, clock.now());
          return undefined;
        }
        read += 1;
        const reading = { whole: true, run, ...(line !== undefined && { line }) };
        count(intake.take(source, answer.value as RemoteTicket, reading));
        return undefined;
      },
    });
  }

  /** A line that says what it said when the ticket was read whole brings nothing new. */
  function takeLine(ticket: RemoteTicket): void {
    const { listIsWhole } = remote.tickets!;
    if (listIsWhole) return count(intake.take(source, ticket, { whole: true, run }));
    const line = JSON.stringify([ticket.values, ticket.updatedAt]);
    const known = findLink(db, source.id, 'ticket', ticket.remoteId);
    if (known?.readAt != null && known.line === line)
      writeLink(db, source.id, 'ticket', ticket.remoteId, { localId: known.localId, seenRun: run });
    else readTicket(ticket.remoteId, line);
  }

  const { users, organizations, assets, tickets } = remote;
  if (users)
    readList(
      'Users',
      users,
      ({ remoteId }) => remoteId,
      (rows) => deps.directory.takeUsers(source, rows),
      () => {},
    );
  if (organizations)
    readList(
      'Organizations',
      organizations,
      ({ remoteId }) => remoteId,
      (rows) => (figures.organizations += deps.directory.takeOrganizations(source, rows)),
      () => {},
    );
  if (assets)
    readList(
      'Assets',
      assets,
      ({ remoteId }) => remoteId,
      (rows) => {
        const { added, changed } = deps.assets.take(source, rows, run);
        figures.assetsNew += added;
        figures.assetsChanged += changed;
      },
      () => noteUnseen(db, source.id, 'asset', run, clock.now()),
    );
  if (tickets)
    readList(
      'Tickets',
      tickets.list,
      ({ remoteId }) => remoteId,
      (rows) => {
        for (const row of rows) takeLine(row);
      },
      () => {
        ticketsWhole = true;
        if (tickets.listIsWhole) return;
        for (const remoteId of leastRecentlyRead(db, source.id, startedAt, refreshedPerRun))
          if (!steps.some(({ call }) => call.path === tickets.get!(remoteId).path))
            readTicket(remoteId, undefined);
      },
    );

  return {
    startedAt,
    figures: (): PullFigures => figures,
    /** Records read so far. */
    read: (): number => read,
    /** Undefined where the run is through. */
    next: (): PullStep | undefined => steps[0],
    done: (): void => void steps.shift(),
    /**
     * Only after all steps: what this run did not meet is missing there.
     * @returns what was not read at all, in words; null where nothing was left out
     */
    finish(): string | null {
      if (ticketsWhole) figures.ticketsMissing = noteUnseen(db, source.id, 'ticket', run, clock.now()).length;
      return skipped.length === 0 ? null : `Not read: ${skipped.join(' ')}`;
    },
    /** Nothing at all could be read. */
    isEmpty: (): boolean => skipped.length > 0 && read === 0,
  };
}

function shortOf(got: number, total: number | null): string {
  const of = total === null ? '' : ` of ${total}`;
  return `The list ended after ${got}${of} records: it changed while it was read, or is cut short.`;
}
