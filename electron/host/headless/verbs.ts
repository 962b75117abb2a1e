import type { Verb } from './command-line.ts';
import { codes } from './code-verbs.ts';
import {
  addConnection,
  listConnections,
  listOutbox,
  removeConnection,
  syncConnection,
} from './connection-verbs.ts';
import { backup, restore, verify } from './data-verbs.ts';
import { exportFile } from './export-verbs.ts';
import { importFile, undoImport } from './import-verbs.ts';
import { issueKey, listKeys, revokeKey, rotateKey } from './key-verbs.ts';
import { serve } from './serve.ts';

export const verbs: Readonly<Record<string, Verb>> = {
  serve,
  backup,
  restore,
  verify,
  'key issue': issueKey,
  'key list': listKeys,
  'key rotate': rotateKey,
  'key revoke': revokeKey,
  'connection add': addConnection,
  'connection list': listConnections,
  'connection sync': syncConnection,
  'connection remove': removeConnection,
  'outbox list': listOutbox,
  import: importFile,
  'undo-import': undoImport,
  export: exportFile,
  codes,
};
