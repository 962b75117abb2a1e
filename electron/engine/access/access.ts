import type { keysContract, KeyTier } from '../../../shared/api-key.ts';
import type { Caller } from '../../../shared/caller.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import type { Log } from '../platform/log.ts';
import { createAccessLedger } from './access-ledger.ts';
import { createAuthenticate, type Authentication } from './authenticate.ts';
import { answerOnce, type Answer, type IdempotentRequest } from './idempotency.ts';
import { createKeys, type KeysDeps } from './keys.ts';
import { createLimits, type LimitedRequest } from './limits.ts';

export interface AccessDeps extends KeysDeps {
  readonly log: Log;
}

/** Who may call the API and how often; what the console manages of it is `keys`. */
export interface Access {
  readonly keys: SyncDomainHandlers<typeof keysContract, Caller>;
  authenticate(key: string): Authentication;
  takeForKey(keyId: number, tier: KeyTier, group: string | null): LimitedRequest;
  takeForAddress(address: string): LimitedRequest;
  answerOnce(request: IdempotentRequest, work: () => Answer): { answer: Answer; replayed: boolean };
  /** Writes last uses and limits every few seconds until `stop`, which writes them once more. */
  start(): void;
  stop(): void;
}

const flushEveryMs = 5000;

export function createAccess(deps: AccessDeps): Access {
  const { db, clock, log } = deps;
  const limits = createLimits(() => clock.monotonic());
  const ledger = createAccessLedger(db, clock, limits);
  const authenticate = createAuthenticate(db, () => clock.now());
  let timer: NodeJS.Timeout | undefined;

  /** Losing some seconds of last uses harms nobody; a full disk must not stop the reading. */
  function flush(): void {
    try {
      ledger.flush();
    } catch (error) {
      log('warn', 'last uses and limits could not be written', { reason: String(error) });
    }
  }

  return {
    keys: createKeys(deps),
    authenticate(key) {
      const result = authenticate(key);
      if (result.ok) ledger.noteUse(result.caller.keyId);
      return result;
    },
    takeForKey: (keyId, tier, group) => limits.takeForKey(keyId, tier, group),
    takeForAddress: (address) => limits.takeForAddress(address),
    answerOnce: (request, work) => answerOnce(db, clock.now(), request, work),
    start() {
      timer = setInterval(flush, flushEveryMs);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
      flush();
    },
  };
}
