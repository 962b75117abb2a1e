import { createHash } from 'node:crypto';
import { rowHash } from './row-hash.ts';

export interface HashedEvent {
  readonly id: number;
  readonly type: string;
  readonly organization_id: number;
  readonly entity_id: number | null;
  readonly at: number;
  readonly data: string;
  readonly hash: Buffer;
}

/** Hash of an event over its own content and the hash before it: a changed, lost or inserted event shows. */
export function eventHash(previous: Buffer, event: Omit<HashedEvent, 'hash' | 'id'>): Buffer {
  const own = rowHash([event.type, event.organization_id, event.entity_id, event.at, event.data]);
  return createHash('sha256').update(previous).update(own).digest();
}
