import { AppError } from '../../../../shared/errors.ts';
import { catalogueFormat } from '../../../../shared/import.ts';
import { decodeText, readImportBytes } from '../../platform/import-file.ts';
import type { FileImporter, ImportPlan, PlannedRow } from '../../platform/importer.ts';
import type { Catalogue } from './catalogue.ts';
import { FeedFailure } from './feeds/feed-client.ts';
import { looksLikeKev, readKev, type KevCatalogue } from './feeds/kev-catalogue.ts';

/** Releases of CISA's catalogue that come as a file, where this machine is not to ask for them itself. */
export function createCatalogueFiles(catalogue: Catalogue): FileImporter {
  function planOf(release: KevCatalogue): ImportPlan {
    const changes = catalogue.diff(release);
    const rows = changes.outcomes.map(({ entry, outcome }, index): PlannedRow => {
      const shown = { row: index + 1, title: `${entry.cve} ${entry.title}`, organization: '' };
      if (outcome === 'same')
        return { ...shown, outcome: 'duplicate', reason: 'is known already', write: null };
      const reason = outcome === 'new' ? null : `changes ${outcome.changed.join(', ')}`;
      return {
        ...shown,
        outcome: outcome === 'new' ? 'new' : 'changed',
        reason,
        write: () => (catalogue.writeEntry(entry), []),
      };
    });
    for (const cve of changes.removed) {
      rows.push({
        row: rows.length + 1,
        outcome: 'changed',
        title: cve,
        organization: '',
        reason: 'is no longer in the catalogue',
        write: () => (catalogue.withdraw(cve), []),
      });
    }
    return {
      rows: notedWithLast(rows, () => {
        catalogue.noteRelease(release, 'imported', changes, { etag: null, lastModified: null });
      }),
      newOrganizations: [],
      unknownColumns: [],
      notes: [`Release ${release.version} of the catalogue. It is not taken back by undoing the import.`],
    };
  }

  return {
    formats: catalogueFormat.options,
    claims: () => false,
    async plan(path) {
      const json = parsed(decodeText(await readImportBytes(path)));
      if (!looksLikeKev(json)) return undefined;
      try {
        return { format: 'kev-catalogue', plan: planOf(readKev(json, catalogue.held())) };
      } catch (error) {
        if (error instanceof FeedFailure) throw new AppError('validation', error.message, { cause: error });
        throw error;
      }
    },
    // Nothing is noted that could be taken back: what is known to be exploited stays so.
    takeBack: () => 'kept',
  };
}

/** The release counts as held when its last entry is. */
function notedWithLast(rows: readonly PlannedRow[], note: () => void): PlannedRow[] {
  const last = rows.findLastIndex(({ write }) => write !== null);
  return rows.map((row, index) => {
    if (index !== last) return row;
    return {
      ...row,
      write() {
        const written = row.write!();
        note();
        return written;
      },
    };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON: another room's file
  }
}
