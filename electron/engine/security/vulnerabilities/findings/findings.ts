import { systemCaller, type Caller } from '../../../../../shared/caller.ts';
import { AppError } from '../../../../../shared/errors.ts';
import { publicId } from '../../../../../shared/public-id.ts';
import type { Finding, vulnerabilitiesContract } from '../../../../../shared/vulnerability.ts';
import type { SyncDomainHandlers } from '../../../../../shared/procedure.ts';
import type { WritableDb } from '../../../database/db.ts';
import { newChangeId } from '../../../database/journal.ts';
import { invalidField, requireWriter } from '../../../database/tenancy.ts';
import type { Clock } from '../../../platform/clock.ts';
import { keepExposure } from './exposure.ts';
import type { FindingRecords } from './finding-records.ts';
import { undecided } from './settle-asset.ts';

/** What findings ask of the service desk. */
export interface FindingTickets {
  open(
    caller: Caller,
    ticket: {
      readonly organizationId: number;
      readonly subject: string;
      readonly description: string;
      readonly priority: 'critical' | 'high';
      readonly deviceId: string;
    },
  ): number;
  /** Whether it can still be worked on: neither closed nor out of the caller's reach. */
  isOpen(caller: Caller, ticketId: number): boolean;
}

export interface FindingDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly records: FindingRecords;
  readonly tickets: FindingTickets;
  /** A finding asks for nobody any more: its alert is over. */
  readonly calm: (finding: Finding) => void;
  /** It asks for somebody again. */
  readonly recall: (finding: Finding) => void;
}

type Handlers = Pick<
  SyncDomainHandlers<typeof vulnerabilitiesContract, Caller>,
  'suppress' | 'markFixed' | 'reopen' | 'undo' | 'history' | 'openTicket'
>;

/** Findings as people deal with them. */
export function createFindings(deps: FindingDeps) {
  const { db, clock, records, tickets } = deps;

  /** The same for each of them, all or none. */
  function change(
    caller: Caller,
    ids: readonly number[],
    action: string,
    patch: Partial<Finding>,
  ): { changeId: string; records: Finding[] } {
    requireWriter(caller);
    return db.transaction(() => {
      const changeId = newChangeId();
      const applied = [...new Set(ids)].map((id) => {
        const before = records.reach(caller, id);
        if (before.state === 'gone')
          throw new AppError('conflict', 'The asset has that version no more; there is nothing to decide.');
        return records.apply(caller, before, patch, changeId, action);
      });
      records.tellChanges(applied);
      follow(applied.map(({ before, record }) => [before, record]));
      return { changeId, records: applied.map(({ record }) => record) };
    });
  }

  /** Alerts and the list of assets, after findings were opened or closed. */
  function follow(changes: readonly (readonly [before: Finding, after: Finding])[]): void {
    for (const [before, after] of changes) {
      if (before.state === 'open' && after.state !== 'open') deps.calm(after);
      if (before.state !== 'open' && after.state === 'open') deps.recall(after);
      keepExposure(db, after.assetId, clock.now());
    }
  }

  const by = (caller: Caller) => ({ decidedBy: caller.name, decidedAt: clock.now() });

  const handlers: Handlers = {
    suppress(caller, { ids, reason, until }) {
      if (until !== null && until <= clock.now()) throw invalidField('until', 'must lie in the future');
      return change(caller, ids, 'update', { state: 'suppressed', reason, until, ...by(caller) });
    },
    markFixed: (caller, { ids, evidence }) =>
      change(caller, ids, 'update', { state: 'fixed', reason: evidence, until: null, ...by(caller) }),
    reopen: (caller, { ids }) => change(caller, ids, 'update', { state: 'open', ...undecided }),
    undo(caller, input) {
      return db.transaction(() => {
        const undone = records.handlers.undo(caller, input);
        // What it was before is not told here; both answers may be given to what is as it should be already.
        for (const record of undone.records) {
          if (record.state === 'open') deps.recall(record);
          else deps.calm(record);
          keepExposure(db, record.assetId, clock.now());
        }
        return undone;
      });
    },
    history: records.handlers.history,
    openTicket(caller, { findingId }) {
      requireWriter(caller);
      return db.transaction(() => {
        const finding = records.reach(caller, findingId);
        if (finding.ticketId !== null && tickets.isOpen(caller, finding.ticketId))
          return { finding, ticketId: finding.ticketId, created: false };
        const ticketId = tickets.open(caller, ticketOf(finding));
        const applied = records.apply(caller, finding, { ticketId }, newChangeId(), 'ticket');
        records.tellChanges([applied]);
        return { finding: applied.record, ticketId, created: true };
      });
    },
  };

  return {
    handlers,
    /** Those whose time is over ask for somebody again. */
    wakeSuppressed(): void {
      const due = db.all<{ id: number }>(
        `SELECT id FROM finding WHERE state = 'suppressed' AND until <= ? ORDER BY until LIMIT 500`,
        [clock.now()],
      );
      if (due.length === 0) return;
      change(
        systemCaller,
        due.map(({ id }) => id),
        'suppression ended',
        { state: 'open', ...undecided },
      );
    },
  };
}

function ticketOf(finding: Finding) {
  const { cve, assetName, softwareName, softwareVersion, dueDate, ransomware } = finding;
  const facts = [
    `${finding.title} (${cve}).`,
    `Affected: ${softwareName} ${softwareVersion}`.trim(),
    `CISA wants it mended by ${dueDate}.`,
    ...(ransomware === 'known' ? ['Ransomware campaigns are known to use it.'] : []),
    ...(finding.cvss === null ? [] : [`CVSS ${finding.cvss.toFixed(1)}.`]),
    `https://nvd.nist.gov/vuln/detail/${cve}`,
  ];
  return {
    organizationId: finding.organizationId,
    subject: `${cve} on ${assetName ?? 'an asset'}: ${finding.title}`.slice(0, 200),
    description: facts.join('\n\n'),
    priority: ransomware === 'known' || finding.severity === 'critical' ? 'critical' : 'high',
    deviceId: publicId('device', finding.assetId),
  } as const;
}
