import { z } from 'zod';
import { id, nullableId, timestamp } from './identity.ts';
import { preferences, preferencesPatch } from './preferences.ts';
import { procedure, type Client } from './procedure.ts';
import { vaultExportFormat } from './vault-file-format.ts';

const nothing = z.object({});

export const copiedPart = z.enum(['username', 'password', 'code']);
export type CopiedPart = z.infer<typeof copiedPart>;

/** What only Electron can do; served by main, apart from the engine's contract. */
export const shellContract = {
  shell: {
    about: procedure(
      z.strictObject({}),
      z.object({
        version: z.string(),
        platform: z.enum(['win32', 'darwin', 'linux']),
        electron: z.string(),
        chrome: z.string(),
        packaged: z.boolean(),
      }),
    ),
    engineState: procedure(
      z.strictObject({}),
      z.object({
        state: z.enum(['starting', 'ready', 'restarting', 'stopped']),
        detail: z.string().nullable(),
      }),
    ),
    restartEngine: procedure(z.strictObject({}), nothing),
    copyText: procedure(z.strictObject({ text: z.string().max(200_000) }), nothing),
    /** For what the window holds already: a generated password. It leaves the clipboard again by itself. */
    copySecret: procedure(
      z.strictObject({ text: z.string().min(1).max(10_000) }),
      z.object({ clearsAt: timestamp }),
    ),
    /**
     * From the vault to the clipboard past the page, which never holds it. Recorded as a reveal, for the
     * ticket if one is named.
     */
    copyFromEntry: procedure(
      z.strictObject({ entryId: id, what: copiedPart, ticketId: nullableId.default(null) }),
      z.object({ clearsAt: timestamp }),
    ),
    /** Addresses of one-time codes in QR codes on the screen, with Techbench itself out of the way. */
    readScreenCodes: procedure(
      z.strictObject({}),
      z.object({ addresses: z.array(z.string().max(4096)).max(16) }),
    ),
    /** The system asks who is there, where it can (Touch ID); the engine is told. */
    confirmPresence: procedure(z.strictObject({}), z.object({ confirmedUntil: timestamp })),
    /** https and mailto only; asks first for hosts that are not known. */
    openExternal: procedure(z.strictObject({ url: z.string().max(2000) }), z.object({ opened: z.boolean() })),
    /** Shows the open dialog; null when it was dismissed. The path itself stays in main. */
    chooseImportFile: procedure(
      z.strictObject({}),
      z.object({ fileId: z.string(), name: z.string(), bytes: z.int() }).nullable(),
    ),
    /** Shows the open dialog for a file of hashes, of which only the path is wanted; null when it was dismissed. */
    chooseHashFile: procedure(z.strictObject({}), z.object({ path: z.string() }).nullable()),
    /** Asks where to, and has the engine write the file: its secrets never reach the page. Null when it was dismissed. */
    exportEntries: procedure(
      z.strictObject({
        format: vaultExportFormat,
        organizationId: nullableId.default(null),
        /** Seals the file, where its format can be sealed. */
        password: z.string().min(8, 'needs at least 8 characters').max(1024).nullable().default(null),
      }),
      z.object({ name: z.string(), entries: z.int(), leftOut: z.int() }).nullable(),
    ),
    /** Asks where to, and writes monitors with their maintenance and outages. Null when it was dismissed. */
    exportMonitors: procedure(
      z.strictObject({ organizationId: id.optional() }),
      z.object({ name: z.string(), monitors: z.int() }).nullable(),
    ),
    /** Draws a health report out of sight and asks where its PDF goes; not saved when that was dismissed. */
    saveReport: procedure(z.strictObject({ id }), z.object({ saved: z.boolean() })),
    /** Hands a health report to the system's print dialog. */
    printReport: procedure(z.strictObject({ id }), z.object({ printed: z.boolean() })),
    /** Writes over a file that was chosen for an import, and removes it. */
    deleteImportFile: procedure(z.strictObject({ fileId: z.string().max(64) }), nothing),
    /** Brings the main window up at a place, as links do. */
    openPlace: procedure(z.strictObject({ to: z.string().max(200) }), nothing),
    /** The whole screen for the main window, or as it was before. */
    setFullScreen: procedure(z.strictObject({ on: z.boolean() }), nothing),
    toggleCodeWindow: procedure(z.strictObject({}), nothing),
    hideCodeWindow: procedure(z.strictObject({}), nothing),
    /** Whether the system gave us the key of the preferences; `taken`: another program has it. */
    codeHotkey: procedure(z.strictObject({}), z.object({ state: z.enum(['off', 'on', 'taken']) })),
    showDataFolder: procedure(z.strictObject({}), nothing),
    quit: procedure(z.strictObject({}), nothing),
    /** Anything the renderer asked main to remember about a failure, for the log; text only. */
    reportError: procedure(z.strictObject({ message: z.string().max(4000) }), nothing),
  },
  preferences: {
    get: procedure(z.strictObject({}), preferences),
    set: procedure(preferencesPatch, preferences),
  },
};
export type ShellContract = typeof shellContract;
export type ShellClient = Client<ShellContract>;
