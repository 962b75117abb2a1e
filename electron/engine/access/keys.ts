import { type ApiKey, type keysContract, type NewApiKey, type RevealedKey } from '../../../shared/api-key.ts';
import { untoldExpiry } from '../../../shared/key-expiry.ts';
import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { PushEvent } from '../../../shared/events.ts';
import { publicId } from '../../../shared/public-id.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import type { WritableDb } from '../database/db.ts';
import { newChangeId, type FieldChange, type Journal } from '../database/journal.ts';
import type { Clock } from '../platform/clock.ts';
import { hashKey, mintKey, shownParts } from './key-format.ts';
import {
  findAdministrator,
  findKey,
  insertKey,
  listKeys,
  markReplaced,
  markRevoked,
  markWarned,
  organizationOfProject,
  organizationExists,
} from './key-repository.ts';

export interface KeysDeps {
  readonly db: WritableDb;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly push: (event: PushEvent) => void;
}

const hourMs = 3_600_000;

/** API keys as the console and the command line manage them. A key can never manage keys. */
export function createKeys(deps: KeysDeps): SyncDomainHandlers<typeof keysContract, Caller> {
  const { db, clock } = deps;

  function mustFind(caller: Caller, id: number): ApiKey {
    const key = findKey(db, id, clock.now());
    if (!key) throw new AppError('not_found', `There is no key ${publicId('key', id)}.`);
    if (caller.role !== 'administrator' && key.technicianId !== technicianOf(caller)) {
      throw new AppError('forbidden', 'Only its owner or an administrator may change this key.');
    }
    return key;
  }

  function technicianOf(caller: Caller): number {
    if (caller.kind !== 'system') return caller.technicianId;
    const id = findAdministrator(db);
    if (id === undefined)
      throw new AppError('conflict', 'A key needs a technician; set up the workspace first.');
    return id;
  }

  /** A project token acts inside the organization of its project. */
  function organizationFor({ organizationId, projectId }: NewApiKey): number | null {
    if (projectId === null) return organizationId;
    const owner = organizationOfProject(db, projectId);
    if (owner === undefined) throw invalid('projectId', 'names no project');
    if (organizationId !== null && organizationId !== owner) {
      throw invalid('projectId', 'belongs to another organization');
    }
    return owner;
  }

  function reveal(input: NewApiKey, technicianId: number): RevealedKey {
    const apiKey = mintKey();
    const now = clock.now();
    const id = insertKey(db, {
      ...input,
      ...shownParts(apiKey),
      // As the scopes are listed, each once, so that equal keys read equal.
      scopes: [...new Set(input.scopes)].toSorted(),
      products: [...new Set(input.products)].toSorted(),
      hash: hashKey(apiKey),
      technicianId,
      createdAt: now,
    });
    db.afterCommit(() => deps.push({ type: 'keys' }));
    return { key: findKey(db, id, now)!, apiKey };
  }

  function audit(caller: Caller, key: ApiKey, action: string, changes: FieldChange[]): void {
    const { id: entityId, organizationId } = key;
    deps.journal.audit(caller, {
      changeId: newChangeId(),
      entity: 'key',
      entityId,
      organizationId,
      action,
      changes,
    });
  }

  return {
    list(caller) {
      refuseKeys(caller);
      return listKeys(db, clock.now());
    },

    issue(caller, input) {
      refuseKeys(caller);
      if (input.organizationId !== null && !organizationExists(db, input.organizationId)) {
        throw invalid('organizationId', 'names no organization');
      }
      if (input.expiresAt !== null && input.expiresAt <= clock.now()) {
        throw invalid('expiresAt', 'must lie in the future');
      }
      const organizationId = organizationFor(input);
      return db.transaction(() => {
        const revealed = reveal({ ...input, organizationId }, technicianOf(caller));
        const changes = Object.entries(inheritedOf(revealed.key)).map(([field, to]) => ({
          field,
          from: null,
          to,
        }));
        audit(caller, revealed.key, 'issue', changes);
        return revealed;
      });
    },

    rotate(caller, { id, overlapHours }) {
      refuseKeys(caller);
      return db.transaction(() => {
        const old = mustFind(caller, id);
        if (old.state !== 'active') {
          throw new AppError('conflict', `Only an active key can be rotated; this one is ${old.state}.`);
        }
        const next = reveal(inheritedOf(old), old.technicianId);
        const overlapEndsAt = overlapHours === null ? null : clock.now() + Math.round(overlapHours * hourMs);
        markReplaced(db, id, next.key.id, overlapEndsAt);
        audit(caller, old, 'rotate', [
          { field: 'replacedById', from: null, to: next.key.id },
          { field: 'overlapEndsAt', from: null, to: overlapEndsAt },
        ]);
        return next;
      });
    },

    revoke(caller, { id }) {
      refuseKeys(caller);
      return db.transaction(() => {
        const key = mustFind(caller, id);
        if (key.revokedAt !== null) throw new AppError('conflict', 'This key is already revoked.');
        const now = clock.now();
        markRevoked(db, id, now);
        audit(caller, key, 'revoke', [{ field: 'revokedAt', from: null, to: now }]);
        db.afterCommit(() => deps.push({ type: 'keys' }));
        return findKey(db, id, now)!;
      });
    },

    acknowledgeExpiry(caller, { ids }) {
      refuseKeys(caller);
      db.transaction(() => {
        for (const id of ids) {
          const key = findKey(db, id, clock.now());
          const threshold = key && untoldExpiry(key, clock.now());
          if (threshold != null) markWarned(db, id, threshold);
        }
        db.afterCommit(() => deps.push({ type: 'keys' }));
      });
      return {};
    },
  };
}

/** What makes a key what it is, and what its successor gets. */
function inheritedOf(key: ApiKey): NewApiKey {
  const { name, scopes, products, organizationId, projectId, tier, ownLimit, expiresAt } = key;
  return { name, scopes, products, organizationId, projectId, tier, ownLimit, expiresAt };
}

/** Keys, and what is known of their use, are the console's: no key reaches them. */
export function refuseKeys(caller: Caller): void {
  if (caller.kind === 'key' || caller.role === 'read_only') {
    throw new AppError('forbidden', 'API keys are managed by technicians at the console.');
  }
}

function invalid(path: string, message: string): AppError {
  return new AppError('validation', `${path} ${message}.`, { details: { issues: [{ path, message }] } });
}
