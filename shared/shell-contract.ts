import { z } from 'zod';
import { preferences, preferencesPatch } from './preferences.ts';
import { procedure, type Client } from './procedure.ts';

const nothing = z.object({});

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
    /** https and mailto only; asks first for hosts that are not known. */
    openExternal: procedure(z.strictObject({ url: z.string().max(2000) }), z.object({ opened: z.boolean() })),
    /** Shows the open dialog; null when it was dismissed. The path itself stays in main. */
    chooseImportFile: procedure(
      z.strictObject({}),
      z.object({ fileId: z.string(), name: z.string(), bytes: z.int() }).nullable(),
    ),
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
