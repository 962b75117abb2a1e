import { AppError } from '../../../../shared/errors.ts';
import type { RmmFailure } from '../../../../shared/rmm.ts';
import { rmmVendors } from '../../../../shared/rmm-vendor.ts';
import { mspOrganizationId } from '../../../../shared/organization.ts';
import type { Egress } from '../../egress/egress.ts';
import type { Log } from '../../platform/log.ts';
import { createPace, type Pace } from '../../platform/pace.ts';
import type { Timers } from '../../platform/timers.ts';
import { RmmError } from './rmm-error.ts';
import { connectors } from './connectors.ts';
import {
  dueIntegrations,
  endInterrupted,
  finishRun,
  forgetRuns,
  getIntegration,
  startRun,
  updateIntegration,
  type StoredIntegration,
} from './integration-repository.ts';
import type { AlertInbox } from './keep-alerts.ts';
import { createSession, type Session, type Token } from './session.ts';
import { syncIntegration, type SyncDeps } from './sync.ts';

export interface SyncsDeps extends SyncDeps {
  readonly log: Log;
  readonly egress: Egress;
  readonly timers: Timers;
  readonly random: () => number;
  readonly version: string;
  /** @throws AppError `locked` */
  readonly secretOf: (id: number) => string | undefined;
  readonly secretsOpen: () => boolean;
  readonly isOnline: () => boolean;
  readonly inbox: AlertInbox;
  readonly told: () => void;
}

const minuteMs = 60_000;
/** After the first failure, the second, and so on; never later than the next sync would be anyway. */
const retryMinutes = [2, 5, 15, 60];
/** Waits for a person, not for time. */
const stops: ReadonlySet<RmmFailure> = new Set(['auth_failed']);
const troubleKey = (id: number): string => `rmm/${id}`;

export type Syncs = ReturnType<typeof createSyncs>;

/** What is kept of an account between its syncs: its token, and how fast it was asked. */
interface Memory {
  readonly pace: Pace;
  readonly kept: { token: Token | null };
}

/**
 * Runs syncs when their time has come, one at a time for an account. When that is lies in the database, so that it
 * goes on after a restart.
 */
export function createSyncs(deps: SyncsDeps) {
  const { db, clock, log } = deps;
  const memories = new Map<number, Memory>();
  const underWay = new Map<number, { readonly ended: Promise<void>; readonly controller: AbortController }>();
  let running = false;

  function memoryOf({ id, vendor }: StoredIntegration): Memory {
    const known = memories.get(id);
    if (known) return known;
    const { perMinute } = connectors[vendor].ways;
    const made = { pace: createPace({ ...deps, perMinute: () => perMinute }), kept: { token: null } };
    memories.set(id, made);
    return made;
  }

  function sessionFor(integration: StoredIntegration, signal: AbortSignal): Session {
    const { id, vendor, name, ownNetwork } = integration;
    return createSession({
      ...deps,
      ...memoryOf(integration),
      ways: connectors[vendor].ways,
      service: rmmVendors[vendor].name,
      account: integration,
      ownNetwork: ownNetwork === 1,
      signal,
      secret() {
        const secret = deps.secretOf(id);
        if (secret === undefined) throw new RmmError('auth_failed', `No credentials of ${name} are kept.`);
        return secret;
      },
    });
  }

  function start(integration: StoredIntegration): void {
    if (underWay.has(integration.id)) return;
    const controller = new AbortController();
    const runId = db.transaction(() => startRun(db, integration.id, clock.now()));
    const ended = run(integration, runId, controller.signal)
      .catch((error: unknown) => {
        // A full disk: the run stays open, and is closed by the next start.
        log('warn', 'what an RMM sync came to could not be kept', { reason: String(error) });
      })
      .finally(() => {
        underWay.delete(integration.id);
        deps.told();
      });
    underWay.set(integration.id, { ended, controller });
    deps.told();
  }

  async function run(integration: StoredIntegration, runId: number, signal: AbortSignal): Promise<void> {
    const session = sessionFor(integration, signal);
    try {
      await syncIntegration(deps, {
        integration,
        runId,
        reader: connectors[integration.vendor].read(session),
        requests: session.requests,
        signal,
        told: deps.told,
      });
      end(integration.id, runId, null);
    } catch (error) {
      end(integration.id, runId, asRmmError(error));
    }
  }

  function asRmmError(error: unknown): RmmError {
    if (error instanceof RmmError) return error;
    if (error instanceof AppError)
      return new RmmError(error.code === 'locked' ? 'vault_locked' : 'unavailable', error.message);
    log('error', 'an RMM sync failed', { reason: String(error) });
    return new RmmError('not_understood', 'Something in the answers could not be worked with.');
  }

  function end(id: number, runId: number, error: RmmError | null): void {
    const now = clock.now();
    db.transaction(() => {
      finishRun(db, runId, { failure: error?.failure ?? null, detail: error?.message ?? null }, now);
      forgetRuns(db, id);
      const integration = getIntegration(db, id);
      if (!integration) return;
      if (error) noteFailure(integration, error, now);
      else noteSuccess(integration, now);
    });
  }

  function noteSuccess({ id, intervalMinutes }: StoredIntegration, now: number): void {
    const nextRunAt = now + Math.round(intervalMinutes * minuteMs * (0.95 + deps.random() / 10));
    updateIntegration(
      db,
      id,
      { failure: null, failureDetail: null, failingSince: null, failures: 0, completedAt: now, nextRunAt },
      now,
    );
    deps.inbox.clear(troubleKey(id));
  }

  function noteFailure(integration: StoredIntegration, { failure, message }: RmmError, now: number): void {
    const { id, name, intervalMinutes, failures } = integration;
    const stopped = stops.has(failure);
    const minutes = Math.min(intervalMinutes, retryMinutes[Math.min(failures, retryMinutes.length - 1)]!);
    updateIntegration(
      db,
      id,
      {
        failure,
        failureDetail: message.slice(0, 500),
        failingSince: integration.failingSince ?? now,
        failures: failures + 1,
        stopped,
        nextRunAt: now + Math.round(minutes * minuteMs * (0.9 + deps.random() / 5)),
      },
      now,
    );
    if (!stopped) return;
    deps.inbox.raise({
      organizationId: mspOrganizationId,
      kind: 'connection',
      severity: 'warning',
      title: `${name} is not synced any more`,
      detail: message.slice(0, 500),
      dedupeKey: troubleKey(id),
      link: `/rmm/${id}`,
    });
  }

  return {
    /** Called every few seconds. What would only fail for want of a network or of an open vault waits. */
    keepUp(): void {
      if (!running || !deps.secretsOpen() || !deps.isOnline()) return;
      for (const integration of dueIntegrations(db, clock.now())) start(integration);
    },
    /** Somebody wants it now. */
    now: start,
    isUnderWay: (id: number): boolean => underWay.has(id),
    /** @throws RmmError, AppError `locked` */
    async tryOut(integration: StoredIntegration): Promise<number> {
      const session = sessionFor(integration, AbortSignal.timeout(2 * minuteMs));
      for await (const { rows, expected } of connectors[integration.vendor].read(session).devices())
        return expected ?? rows.length;
      return 0;
    },
    /** Other credentials, another address, or nothing any more: what is under way was with the old ones. */
    async forget(id: number): Promise<void> {
      memories.get(id)?.pace.stop();
      memories.delete(id);
      const task = underWay.get(id);
      task?.controller.abort();
      await task?.ended;
    },
    /** Ends runs that a former engine left open. */
    start(): void {
      db.transaction(() => endInterrupted(db, clock.now()));
      running = true;
    },
    async stop(): Promise<void> {
      running = false;
      for (const { controller } of underWay.values()) controller.abort();
      await Promise.all([...underWay.values()].map(({ ended }) => ended));
      for (const { pace } of memories.values()) pace.stop();
    },
    /** Settles when nothing is under way. */
    idle: async (): Promise<void> =>
      void (await Promise.all([...underWay.values()].map(({ ended }) => ended))),
  };
}
