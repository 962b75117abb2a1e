import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { vaultExportFormat } from '../../../shared/vault-file-format.ts';
import { readPassword, text, UsageError, wholeNumber, word, type Verb } from './command-line.ts';
import { log, print, withVault } from './run-engine.ts';

/** Writes the entries of one client, or of all, to a file that does not exist yet and that nobody else may read. */
export const exportFile: Verb = {
  usage: 'export',
  options: {
    org: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    'password-env': { type: 'string' },
  },
  async run(given) {
    const format = word(given, 'format', vaultExportFormat.options);
    const out = text(given, 'out');
    if (format === undefined)
      throw new UsageError(`--format must be one of ${vaultExportFormat.options.join(', ')}.`);
    if (!out) throw new UsageError('--out must name the file to write.');
    const organizationId = wholeNumber(given, 'org', 1, Number.MAX_SAFE_INTEGER) ?? null;
    const password = readPassword(given) ?? null;
    const target = path.resolve(out);
    if (existsSync(target)) throw new AppError('conflict', `${target} exists already; nothing was written.`);
    const made = await withVault(given, ({ engine }) =>
      engine.exportEntries(engine.consoleCaller(), { organizationId, format, password, file: target }),
    );
    if (password === null) log('warn', 'the file holds secrets in clear', { file: target });
    print({ file: target, format, ...made });
    return 0;
  },
};
