import { type keysContract, type KeyLimit } from '../../../shared/api-key.ts';
import { expiryWarningDays, untoldExpiry } from '../../../shared/key-expiry.ts';
import type { Caller } from '../../../shared/caller.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import type { usageContract } from '../../../shared/usage.ts';
import type { Log } from '../platform/log.ts';
import { createAuthenticate, type Authentication } from './authenticate.ts';
import { forgetFullBuckets, writeBuckets } from './bucket-repository.ts';
import {
  answerOnce,
  answerOnceLater,
  type Answer,
  type IdempotentRequest,
  type OnceAnswered,
  type Sealing,
} from './idempotency.ts';
import { listExpiring } from './key-repository.ts';
import { createKeys, type KeysDeps } from './keys.ts';
import { createLimits, type LimitedRequest } from './limits.ts';
import { createRequestLedger, dayMs } from './request-ledger.ts';
import { forgetRequestsBefore } from './request-log.ts';
import type { RequestNote } from './request-note.ts';
import { createUsage } from './usage.ts';

export interface AccessDeps extends KeysDeps {
  readonly log: Log;
  readonly sealing: Sealing;
}

/** Who may call the API and how often; what the console manages and sees of it is `keys` and `usage`. */
export interface Access {
  readonly keys: SyncDomainHandlers<typeof keysContract, Caller>;
  readonly usage: SyncDomainHandlers<typeof usageContract, Caller>;
  authenticate(key: string): Authentication;
  takeForKey(keyId: number, limit: KeyLimit, group: string | null): LimitedRequest;
  takeForAddress(address: string): LimitedRequest;
  takeForDocument(address: string): LimitedRequest;
  /** For the log and the figures; written within a second. */
  note(note: RequestNote): void;
  answerOnce(request: IdempotentRequest, work: () => Answer): OnceAnswered;
  answerOnceLater(request: IdempotentRequest, work: () => Promise<() => Answer>): Promise<OnceAnswered>;
  /** Writes what was noted twice a second until `stop`, which writes the rest. */
  start(): void;
  stop(): void;
  /** Lets open screens know when the expiry of a key has come to a threshold that nobody was told of. */
  watchExpiry(): void;
  /** Takes away what is past its keeping, in parts, so that requests get in between. */
  forgetOld(): void;
}

const flushEveryMs = 500;
const tellEveryMs = 2000;
const complainEveryMs = 60_000;
const keptDays = 90;

export function createAccess(deps: AccessDeps): Access {
  const { db, clock, log } = deps;
  const limits = createLimits(() => clock.monotonic(), keep);
  const ledger = createRequestLedger(db, clock, limits);
  let timer: NodeJS.Timeout | undefined;
  let started = false;
  let complainedAt = -Infinity;
  let toldAt = -Infinity;
  let used = false;
  let announced = '';

  /** A full disk must not stop the reading. @returns what `work` does, false where it failed */
  function attempt(work: () => boolean): boolean {
    try {
      return work();
    } catch (error) {
      if (clock.monotonic() - complainedAt >= complainEveryMs) {
        complainedAt = clock.monotonic();
        log('warn', 'the request log could not be written', { reason: String(error) });
      }
      return false;
    }
  }

  function keep(bucket: string, resetMs: number): boolean {
    return attempt(() => {
      db.transactionAside(() => writeBuckets(db, [[bucket, resetMs]], clock.now()));
      return true;
    });
  }

  /** What was noted waits for better times. @returns whether more can be written now */
  function flush(): boolean {
    return attempt(() => {
      const more = ledger.flush();
      tell();
      return more;
    });
  }

  /** Open screens follow, but not every request of a busy script. */
  function tell(): void {
    if (!used || clock.monotonic() - toldAt < tellEveryMs) return;
    used = false;
    toldAt = clock.monotonic();
    deps.push({ type: 'usage' });
  }

  /** In parts, so that requests get in between. */
  function flushInParts(): void {
    if (flush()) setImmediate(flushInParts);
  }

  function flushAll(): void {
    while (flush());
  }

  return {
    keys: createKeys(deps),
    usage: createUsage({ db, clock, flush: flushAll }),
    authenticate: createAuthenticate(db, () => clock.now()),
    takeForKey: (keyId, limit, group) => limits.takeForKey(keyId, limit, group),
    takeForAddress: (address) => limits.takeForAddress(address),
    takeForDocument: (address) => limits.takeForDocument(address),
    note(note) {
      used = true;
      ledger.note(note);
    },
    answerOnce: (request, work) => answerOnce(deps, clock.now(), request, work),
    answerOnceLater: (request, work) => answerOnceLater(deps, () => clock.now(), request, work),
    start() {
      started = true;
      timer = setInterval(flushInParts, flushEveryMs);
      timer.unref();
    },
    stop() {
      started = false;
      clearInterval(timer);
      flushAll();
      attempt(() => {
        ledger.settleLimits();
        return true;
      });
    },
    watchExpiry() {
      const now = clock.now();
      const due = listExpiring(db, now, now + expiryWarningDays[0] * dayMs)
        .map((key) => ({ id: key.id, days: untoldExpiry(key, now) }))
        .filter(({ days }) => days !== null);
      const told = JSON.stringify(due);
      if (told !== announced && due.length > 0) deps.push({ type: 'keys' });
      announced = told;
    },
    forgetOld() {
      const now = clock.now();
      limits.forgetFull();
      forgetFullBuckets(db, now);
      const goOn = (): void => {
        if (started && forgetRequestsBefore(db, now - keptDays * dayMs)) setImmediate(goOn);
      };
      goOn();
    },
  };
}
