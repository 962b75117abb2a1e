import type { OutageNews } from '../../../../shared/heartbeat.ts';
import type { IncidentNote } from '../../../../shared/incident.ts';
import type { Announcement } from '../decide.ts';
import type { WritableDb } from '../../database/db.ts';
import type { Journal } from '../../database/journal.ts';
import { getRecord, insertRecord, updateRecord } from '../../database/records/record-repository.ts';
import type { Records } from '../../database/records/records.ts';
import type { PushEvent } from '../../../../shared/events.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ProbeResult } from '../probes/probe.ts';
import type { Watched } from '../watch/watched.ts';
import { addNote } from './incident-notes.ts';
import { incidentTable, type StoredIncident } from './incident-table.ts';
import { addressOf, durationWords } from './incident-words.ts';

export interface OutageDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
  readonly records: Pick<Records<StoredIncident>, 'tell' | 'tellChanges'>;
  /** An outage that has a ticket is over: says so there, in this transaction. */
  readonly noteOnTicket: (ticketId: number, text: string) => void;
}

const engineName = 'Techbench';

/** Whether nothing is to be told of it now. */
export function isQuiet({ state, quietUntil }: StoredIncident, now: number): boolean {
  return (state === 'acknowledged' || state === 'muted') && (quietUntil === null || quietUntil > now);
}

/** Turns what was decided into incidents, the contract's events and news: all in the transaction of the status. */
export function createOutages({ db, clock, journal, push, records, noteOnTicket }: OutageDeps) {
  function note(incidentId: number, kind: IncidentNote['kind'], text: string): void {
    addNote(db, incidentId, { at: clock.now(), author: engineName, kind, text });
  }

  function open({ monitor }: Watched, error: string, result: ProbeResult | null): StoredIncident {
    const now = clock.now();
    const incident = insertRecord(db, incidentTable, {
      organizationId: monitor.organizationId,
      monitorId: monitor.id,
      monitorName: monitor.name,
      monitorType: monitor.type,
      error,
      state: 'open',
      openedAt: now,
      closedAt: null,
      acknowledgedBy: null,
      acknowledgedAt: null,
      reason: null,
      quietUntil: null,
      ticketId: null,
      createdAt: now,
      updatedAt: now,
      excerpt: result?.excerpt ?? null,
    });
    note(incident.id, 'opened', error);
    records.tell('created', [incident]);
    return incident;
  }

  function close(before: StoredIncident, words: string): void {
    if (before.state === 'closed') return;
    const now = clock.now();
    const record = updateRecord(db, incidentTable, before.id, {
      state: 'closed',
      closedAt: now,
      updatedAt: now,
    });
    note(before.id, 'closed', words);
    if (before.ticketId !== null) noteOnTicket(before.ticketId, words);
    records.tellChanges([{ before, record, changed: true }]);
  }

  function event(type: 'monitor.down' | 'monitor.up', { monitor }: Watched, error: string | null): void {
    const data = { monitor_id: monitor.id, name: monitor.name, url: addressOf(monitor), error };
    journal.event({ type, organizationId: monitor.organizationId, entityId: monitor.id, data });
  }

  function happen(watched: Watched, news: Announcement, result: ProbeResult | null): OutageNews | null {
    const { monitor, state } = watched;
    const known = watched.incidentId === null ? undefined : getRecord(db, incidentTable, watched.incidentId);
    const now = clock.now();
    const quiet = known !== undefined && isQuiet(known, now);
    const about = {
      kind: news.kind,
      at: now,
      monitorId: monitor.id,
      monitorName: monitor.name,
      organizationId: monitor.organizationId,
      incidentId: watched.incidentId,
      error: watched.error,
      downSince: state.downSince,
    };
    switch (news.kind) {
      case 'down': {
        const incident = open(watched, news.error, result);
        watched.incidentId = incident.id;
        event('monitor.down', watched, news.error);
        return { ...about, incidentId: incident.id, error: news.error };
      }
      case 'up': {
        event('monitor.up', watched, null);
        watched.incidentId = null;
        if (known) close(known, `Up again after ${durationWords(news.downForMs)}.`);
        const isMuted = quiet && known.state === 'muted';
        return isMuted ? null : { ...about, downSince: now - news.downForMs };
      }
      case 'still_down':
        if (quiet) return null;
        if (known)
          note(known.id, 'reminded', `Still down after ${durationWords(news.downForMs)}: ${news.error}`);
        return about;
      case 'flapping':
        if (known)
          note(known.id, 'flapping', `Turned ${news.turns} times lately; told again when it has settled.`);
        return quiet ? null : about;
    }
  }

  return {
    announce(watched: Watched, announcements: readonly Announcement[], result: ProbeResult | null): void {
      const told = announcements.flatMap((each) => happen(watched, each, result) ?? []);
      if (told.length > 0) db.afterCommit(() => push({ type: 'outages', news: told }));
    },
    /** Those whose quiet time is over are open again. */
    wakeQuiet(): void {
      const due = db.all<{ id: number }>(
        "SELECT id FROM incident WHERE state IN ('acknowledged', 'muted') AND quiet_until <= ?",
        [clock.now()],
      );
      if (due.length === 0) return;
      db.transaction(() => {
        for (const { id } of due) {
          const before = getRecord(db, incidentTable, id)!;
          const record = updateRecord(db, incidentTable, id, {
            state: 'open',
            quietUntil: null,
            updatedAt: clock.now(),
          });
          note(id, 'reopened', 'The quiet time is over.');
          records.tellChanges([{ before, record, changed: true }]);
        }
      });
      push({ type: 'uptime' });
    },
    /** Its monitor is gone: nothing is to be expected any more. */
    closeFor(incidentId: number, words: string): void {
      const known = getRecord(db, incidentTable, incidentId);
      if (known) db.transaction(() => close(known, words));
    },
  };
}
export type Outages = ReturnType<typeof createOutages>;
