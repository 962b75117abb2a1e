import { z } from 'zod';
import { nullableTimestamp, timestamp } from './identity.ts';
import { procedure } from './procedure.ts';

/** What was done to a database that could not be trusted at start. */
export const recovery = z.object({
  reason: z.string(),
  /** Folder that holds the original files, byte for byte. */
  quarantined: z.string(),
  restoredFrom: z.string().nullable(),
});
export type Recovery = z.infer<typeof recovery>;

export const backup = z.object({
  file: z.string(),
  createdAt: timestamp,
  bytes: z.int(),
  reason: z.enum(['daily', 'migration', 'manual']),
});
export type Backup = z.infer<typeof backup>;

export const verifyReport = z.object({
  ok: z.boolean(),
  integrity: z.array(z.string()),
  foreignKeys: z.int(),
  ticketsChecked: z.int(),
  messagesChecked: z.int(),
  damagedTickets: z.array(z.int()),
  damagedMessages: z.array(z.int()),
  /** Assets, vehicles, projects, tasks and articles. */
  recordsChecked: z.int(),
  damagedRecords: z.array(z.object({ kind: z.string(), id: z.int() })),
  eventsChecked: z.int(),
  brokenEvents: z.array(z.int()),
  auditChecked: z.int(),
  /** Entries of the history that do not follow from the one before. */
  brokenAudit: z.array(z.int()),
  /** Every sealed value of every entry was opened; null where the vault is locked and nothing can be said of it. */
  vault: z.object({ entriesChecked: z.int(), damagedEntries: z.array(z.int()) }).nullable(),
});
export type VerifyReport = z.infer<typeof verifyReport>;

export const systemStatus = z.object({
  version: z.string(),
  dataDir: z.string(),
  /** Address of the local API, or null while it does not listen; `portTaken` names the port that was wished for. */
  address: z.string().nullable(),
  portTaken: z.int().nullable(),
  readOnly: z.object({ reason: z.string() }).nullable(),
  /** Settings of which this start could make no sense: they are at their defaults, what was stored is kept aside. */
  settingsSetAside: z.array(z.string()),
  recovery: recovery.nullable(),
  lastBackupAt: nullableTimestamp,
  /** How far this computer's clock is ahead of what others say, in milliseconds; negative behind, null while unknown. */
  clockAheadMs: z.number().nullable(),
  /** Changes that wait to be sent to remote services. */
  queueLength: z.int(),
});
export type SystemStatus = z.infer<typeof systemStatus>;

export const systemContract = {
  status: procedure(z.strictObject({}), systemStatus),
  backups: procedure(z.strictObject({}), z.array(backup)),
  backUpNow: procedure(z.strictObject({}), backup),
  verify: procedure(z.strictObject({}), verifyReport),
  /** The technician has read the notice about the repaired database. */
  acknowledgeRecovery: procedure(z.strictObject({}), z.object({})),
  /** The technician has read the notice about settings that were set aside. */
  acknowledgeSettings: procedure(z.strictObject({}), z.object({})),
};
