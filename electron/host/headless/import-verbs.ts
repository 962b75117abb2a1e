import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { importFormat } from '../../../shared/import.ts';
import { mspOrganizationId } from '../../../shared/organization.ts';
import { fromEnvironment, UsageError, wholeNumber, word, type Verb } from './command-line.ts';
import { print, withEngine, type RunningEngine } from './run-engine.ts';

/** Reads a file of another product in, or with `--dry-run` says what that would come to. */
export const importFile: Verb = {
  usage: 'import <file>',
  options: {
    kind: { type: 'string' },
    org: { type: 'string' },
    'password-env': { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  async run(given) {
    const file = path.resolve(given.operands[0]!);
    const kind = word(given, 'kind', ['auto', ...importFormat.options]) ?? 'auto';
    const organizationId = wholeNumber(given, 'org', 1, Number.MAX_SAFE_INTEGER) ?? mspOrganizationId;
    const password = fromEnvironment(given, 'password-env');
    const dryRun = given.options['dry-run'] === true;
    const work = async ({ engine, console }: RunningEngine) => {
      engine.ensureWorkspace();
      // Passwords need it; why it is locked is told where they are what the file holds.
      await engine.openVault();
      const { fileId } = engine.openImportFile(file);
      const chosen = { fileId, organizationId, ...(password !== undefined && { password }) };
      const preview = await console.imports.preview(chosen);
      if (kind !== 'auto' && kind !== preview.format) {
        throw new AppError('validation', `This file is ${preview.format}, not ${kind}.`);
      }
      const { format, changed, duplicate, refused } = preview;
      if (dryRun) return { format, new: preview.new, changed, duplicate, refused, batch: null };
      const done = await console.imports.commit(chosen);
      const { batch } = done;
      return {
        format,
        new: batch.new,
        changed: batch.changed,
        duplicate: batch.duplicate,
        refused: done.refused,
        batch: batch.id,
      };
    };
    print(await withEngine(given, work, { create: !dryRun }));
    return 0;
  },
};

/** Takes an import back, but for records that were changed since. */
export const undoImport: Verb = {
  usage: 'undo-import <batch>',
  options: {},
  async run(given) {
    const [operand = ''] = given.operands;
    if (!/^[1-9]\d{0,14}$/.test(operand)) throw new UsageError(`"${operand}" is not the number of a batch.`);
    const batchId = Number(operand);
    const { undone, kept } = await withEngine(given, async ({ engine, console }) => {
      await engine.openVault();
      return console.imports.undo({ batchId });
    });
    print({ batch: batchId, undone, kept });
    return 0;
  },
};
