import { createHash } from 'node:crypto';
import type { HookRefusal } from '../../../../shared/connection.ts';
import { systemCaller } from '../../../../shared/caller.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { WritableDb } from '../../database/db.ts';
import { newChangeId, type Journal } from '../../database/journal.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { noteAccepted, noteRefusals, storeHook, type NewHook, type Stored } from './hook-repository.ts';
import { createKnownSenders, type SenderDeps } from './known-senders.ts';
import { readEvent } from './read-event.ts';
import { verifyHook, type HookHeaders } from './verify.ts';

/** A request to `/hooks/…` whose body has been read. */
export interface IncomingHook {
  readonly connectionId: number;
  readonly token: string | null;
  readonly headers: HookHeaders;
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

export type Received =
  | { readonly taken: true; readonly duplicate: boolean }
  | { readonly taken: false; readonly reason: HookRefusal };

export interface ReceiverDeps extends SenderDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: Journal;
  /** Something was stored, or refused. */
  readonly stored: () => void;
  readonly refused: () => void;
}

interface Waiting {
  readonly hook: NewHook;
  resolve(stored: Stored): void;
  reject(error: unknown): void;
}

const mostPerCommit = 500;
const flushRefusalsMs = 1000;

/**
 * Takes in what other services send: verified over the raw bytes before anything is read, stored before it is
 * acknowledged. What arrives together is stored in one commit, so that a storm costs as many syncs as the disk gives.
 */
export function createReceiver(deps: ReceiverDeps) {
  const { db, clock } = deps;
  const senders = createKnownSenders(deps);
  let waiting: Waiting[] = [];
  const refusals = new Map<string, { connectionId: number; reason: HookRefusal; n: number }>();
  let flushing: NodeJS.Timeout | undefined;

  /** Counted in memory and written once a second: a storm of forgeries writes no faster than that. */
  function refuse(connectionId: number, reason: HookRefusal): Received {
    const key = `${connectionId} ${reason}`;
    const known = refusals.get(key) ?? { connectionId, reason, n: 0 };
    known.n += 1;
    refusals.set(key, known);
    flushing ??= setTimeout(writeRefusals, flushRefusalsMs).unref();
    return { taken: false, reason };
  }

  function writeRefusals(): void {
    clearTimeout(flushing);
    flushing = undefined;
    if (refusals.size === 0) return;
    const noted = [...refusals.values()];
    refusals.clear();
    try {
      db.transactionAside(() => {
        for (const { connectionId, reason, n } of noted)
          noteRefusals(db, connectionId, reason, n, clock.now());
      });
      deps.refused();
    } catch (error) {
      deps.log('warn', 'refused webhooks could not be counted', { reason: String(error) });
    }
  }

  function store(hook: NewHook): Promise<Stored> {
    return new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(commit);
      waiting.push({ hook, resolve, reject });
    });
  }

  function commit(): void {
    const batch = waiting.slice(0, mostPerCommit);
    waiting = waiting.slice(mostPerCommit);
    if (waiting.length > 0) setImmediate(commit);
    let outcomes: Stored[];
    try {
      outcomes = db.transaction(() => {
        const stored = batch.map(({ hook }) => storeHook(db, hook));
        countAccepted(batch, stored);
        return stored;
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index]!);
    if (outcomes.includes('new')) deps.stored();
  }

  /** Signed rightly, and not what came under that id before: somebody should be able to find out. */
  function noteChanged(connectionId: number, organizationId: number, messageId: string | null): void {
    deps.journal.audit(systemCaller, {
      changeId: newChangeId(),
      entity: 'connection',
      entityId: connectionId,
      organizationId,
      action: 'refuse changed body',
      changes: [{ field: 'messageId', from: null, to: messageId }],
    });
  }

  function countAccepted(batch: readonly Waiting[], stored: readonly Stored[]): void {
    const sums = new Map<number, { fresh: number; duplicates: number }>();
    for (const [index, { hook }] of batch.entries()) {
      const sum = sums.get(hook.connectionId) ?? { fresh: 0, duplicates: 0 };
      if (stored[index] === 'new') sum.fresh += 1;
      if (stored[index] === 'duplicate') sum.duplicates += 1;
      sums.set(hook.connectionId, sum);
    }
    for (const [id, sum] of sums) noteAccepted(db, id, { ...sum, at: clock.now() });
  }

  return {
    /** @throws AppError `disk_full` and the like; what is no failure of ours is an answer */
    async receive(incoming: IncomingHook): Promise<Received> {
      const { connectionId, token, headers, body } = incoming;
      const now = clock.now();
      const sender = senders.get(connectionId, now);
      if (!sender) return refuse(0, 'unknown_connection');
      const { kind, tokenHash, organizationId, enabled } = sender.connection;
      if (!enabled) return refuse(connectionId, 'switched_off');
      let verdict;
      try {
        verdict = verifyHook({ kind, headers, body, token, tokenHash, now }, sender.secrets);
      } catch (error) {
        if (error instanceof AppError && error.code === 'locked') return refuse(connectionId, 'vault_locked');
        throw error;
      }
      if (!verdict.ok) return refuse(connectionId, verdict.reason);
      if (!readEvent(body)) return refuse(connectionId, 'not_json');
      const stored = await store({
        organizationId,
        connectionId,
        messageId: verdict.messageId,
        bodyHash: createHash('sha256').update(body).digest(),
        headers: JSON.stringify(keptHeaders(incoming.rawHeaders)),
        body,
        receivedAt: now,
      });
      if (stored === 'changed') {
        noteChanged(connectionId, organizationId, verdict.messageId);
        return refuse(connectionId, 'changed_body');
      }
      return { taken: true, duplicate: stored === 'duplicate' };
    },
    /** For what is refused before its body was read. */
    refuse,
    writeRefusals,
    /** Something about connections has changed. */
    forgetSenders: senders.forget,
  };
}

/** Without what could open something elsewhere. */
function keptHeaders(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const hidden = /^(?:authorization|cookie|proxy-authorization|x-api-key)$/i.test(raw[at]!);
    pairs.push([raw[at]!, hidden ? '••••••••' : raw[at + 1]!.slice(0, 2000)]);
  }
  return pairs;
}
