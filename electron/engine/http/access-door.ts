import type { KeyLimit } from '../../../shared/api-key.ts';
import type { Caller } from '../../../shared/caller.ts';

export type KeyCaller = Extract<Caller, { kind: 'key' }>;

export type Authentication =
  | { readonly ok: true; readonly caller: KeyCaller; readonly limit: KeyLimit }
  /** `reason` and `keyId` are set for the holder of a real key that counts no more. */
  | { readonly ok: false; readonly reason: string | null; readonly keyId: number | null };

export interface BucketPolicy {
  readonly perMinute: number;
  readonly burst: number;
}

export interface BucketState {
  readonly remaining: number;
  readonly resetMs: number;
}

/** What taking one request from a limit came to. */
export interface LimitedRequest {
  readonly allowed: boolean;
  readonly retryAfterMs: number;
  readonly policy: BucketPolicy;
  readonly first: BucketState;
  readonly groupPolicy: BucketPolicy | null;
  readonly second: BucketState | null;
}

/** A response as text, so that it can be kept and given again byte for byte. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

export interface IdempotentRequest {
  readonly keyId: number;
  readonly idempotencyKey: string;
  readonly parts: readonly (string | Uint8Array)[];
  /** Neither the request nor its answer may be kept in clear. */
  readonly sealed: boolean;
}

export interface OnceAnswered {
  readonly answer: Answer;
  /** It was answered before. */
  readonly replayed: boolean;
}

/** One request and its answer, for the log and the figures. */
export interface RequestNote {
  /** As its answer named it. */
  readonly id: string;
  readonly keyId: number | null;
  readonly method: string;
  /** Pattern of the route; null for paths that are none. */
  readonly path: string | null;
  readonly status: number;
  readonly durationMs: number;
  readonly bytes: number;
}

/** What the door asks of the access room; `engine.ts` hands it in. */
export interface AccessDoor {
  authenticate(key: string): Authentication;
  takeForKey(keyId: number, limit: KeyLimit, group: string | null): LimitedRequest;
  takeForAddress(address: string): LimitedRequest;
  takeForDocument(address: string): LimitedRequest;
  note(note: RequestNote): void;
  /** Does `work` once for each idempotency key, in one transaction with the record of its answer. */
  answerOnce(request: IdempotentRequest, work: () => Answer): OnceAnswered;
  /** The same for work that waits for others: its answer is kept once there is one. */
  answerOnceLater(request: IdempotentRequest, work: () => Promise<() => Answer>): Promise<OnceAnswered>;
}
