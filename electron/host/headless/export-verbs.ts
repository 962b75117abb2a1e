import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { vaultExportFormat } from '../../../shared/vault-file-format.ts';
import { fromEnvironment, text, UsageError, wholeNumber, word, type Verb } from './command-line.ts';
import { exportOrganizations } from './export-organizations.ts';
import { log, print, withEngine, withVault } from './run-engine.ts';

const formats = ['json', ...vaultExportFormat.options] as const;

/**
 * Writes what there is of one client, or of all, to a file that does not exist yet and that nobody else may read:
 * as JSON everything but the vault, in the other formats the vault.
 */
export const exportFile: Verb = {
  usage: 'export',
  options: {
    org: { type: 'string' },
    format: { type: 'string' },
    out: { type: 'string' },
    'password-env': { type: 'string' },
  },
  async run(given) {
    const format = word(given, 'format', formats);
    const out = text(given, 'out');
    if (format === undefined) throw new UsageError(`--format must be one of ${formats.join(', ')}.`);
    if (!out) throw new UsageError('--out must name the file to write.');
    const organizationId = wholeNumber(given, 'org', 1, Number.MAX_SAFE_INTEGER) ?? null;
    const password = fromEnvironment(given, 'password-env') ?? null;
    const target = path.resolve(out);
    if (existsSync(target)) throw new AppError('conflict', `${target} exists already; nothing was written.`);
    if (format === 'json') {
      if (password !== null) throw new UsageError('Only bitwarden files are protected with a password.');
      const made = await withEngine(given, ({ console }) =>
        exportOrganizations(console, { organizationId, file: target, now: Date.now() }),
      );
      print({ file: target, format, ...made });
      return 0;
    }
    const made = await withVault(given, ({ engine }) =>
      engine.exportEntries(engine.consoleCaller(), { organizationId, format, password, file: target }),
    );
    if (password === null) log('warn', 'the file holds secrets in clear', { file: target });
    print({ file: target, format, ...made });
    return 0;
  },
};
