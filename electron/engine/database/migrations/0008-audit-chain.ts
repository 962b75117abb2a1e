import { auditHash, type HashedAudit } from '../audit-hash.ts';
import type { Migration } from '../migrate.ts';

const perPart = 1000;

/** Each entry of the history covers the one before it, those that are there already too. */
export const auditChain: Migration = {
  version: 8,
  name: 'audit-chain',
  up(raw) {
    raw.exec("ALTER TABLE audit ADD COLUMN hash BLOB NOT NULL DEFAULT x''");
    const next = raw.prepare<[number], HashedAudit>(
      `SELECT * FROM audit WHERE id > ? ORDER BY id LIMIT ${perPart}`,
    );
    const write = raw.prepare('UPDATE audit SET hash = ? WHERE id = ?');
    let previous: Buffer = Buffer.alloc(0);
    for (let part = next.all(0); part.length > 0; part = next.all(part.at(-1)!.id)) {
      for (const entry of part) {
        previous = auditHash(previous, entry);
        write.run(previous, entry.id);
      }
    }
  },
};
