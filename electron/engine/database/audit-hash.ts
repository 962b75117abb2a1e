import { createHash } from 'node:crypto';
import { rowHash } from './row-hash.ts';

/** An entry of the history as its hash covers it; whether it was undone since is no part of it. */
export interface HashedAudit {
  readonly id: number;
  readonly at: number;
  readonly change_id: string;
  readonly actor_kind: string;
  readonly actor_id: number | null;
  readonly actor_name: string;
  readonly entity: string;
  readonly entity_id: number | null;
  readonly organization_id: number | null;
  readonly action: string;
  readonly changes: string;
  readonly hash: Buffer;
}

/** Hash of an entry over its own content and the hash before it: a changed, lost or inserted one shows. */
export function auditHash(previous: Buffer, entry: Omit<HashedAudit, 'hash' | 'id'>): Buffer {
  const own = rowHash([
    entry.at,
    entry.change_id,
    entry.actor_kind,
    entry.actor_id,
    entry.actor_name,
    entry.entity,
    entry.entity_id,
    entry.organization_id,
    entry.action,
    entry.changes,
  ]);
  return createHash('sha256').update(previous).update(own).digest();
}
