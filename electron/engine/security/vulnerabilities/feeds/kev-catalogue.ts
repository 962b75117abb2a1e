import { z } from 'zod';
import { cveId } from '../../../../../shared/vulnerability.ts';
import { FeedFailure, readAnswer } from './feed-client.ts';

/**
 * CISA's catalogue of known exploited vulnerabilities, as its schema describes it
 * (https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities_schema.json).
 */
const entrySchema = z.object({
  cveID: cveId,
  vendorProject: z.string().min(1).max(300),
  product: z.string().min(1).max(500),
  vulnerabilityName: z.string().min(1).max(500),
  dateAdded: z.iso.date(),
  shortDescription: z.string().max(10_000),
  requiredAction: z.string().max(10_000),
  dueDate: z.iso.date(),
  knownRansomwareCampaignUse: z.enum(['Known', 'Unknown']).default('Unknown'),
  notes: z.string().max(20_000).default(''),
  cwes: z.array(z.string().max(40)).max(100).default([]),
});

const catalogueSchema = z.object({
  catalogVersion: z.string().min(1).max(40),
  dateReleased: z.iso.datetime({ offset: true }),
  count: z.int().min(0),
  vulnerabilities: z.array(entrySchema).max(100_000),
});

/** An entry in the words that are used here. */
export interface CatalogueEntry {
  readonly cve: string;
  readonly vendor: string;
  readonly product: string;
  readonly title: string;
  readonly description: string;
  readonly requiredAction: string;
  readonly dateAdded: string;
  readonly dueDate: string;
  readonly ransomware: 'known' | 'unknown';
  readonly notes: string;
  readonly cwes: readonly string[];
}

export interface KevCatalogue {
  readonly version: string;
  readonly releasedAt: number;
  readonly entries: readonly CatalogueEntry[];
}

/** What is held already, as far as a new release is measured by it. */
export interface HeldCatalogue {
  readonly releasedAt: number | null;
  readonly entries: number;
}

/** Entries are taken out one at a time; a release that lost more than this is broken, or none of CISA's. */
const mostLost = 0.05;

/** Whether a file or an answer means to be such a catalogue, whatever is wrong with it. */
export function looksLikeKev(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'catalogVersion' in json && 'vulnerabilities' in json;
}

/**
 * Reads a release and refuses one that is worse than what is held: of another shape, with another number of
 * entries than it says, with an entry twice, older, or with many entries lost.
 * @throws FeedFailure
 */
export function readKev(json: unknown, held: HeldCatalogue): KevCatalogue {
  const { catalogVersion, dateReleased, count, vulnerabilities } = readAnswer(
    'The catalogue',
    catalogueSchema,
    json,
  );
  if (count !== vulnerabilities.length) {
    throw new FeedFailure(
      `The catalogue says that it has ${count} entries and has ${vulnerabilities.length}: it is not whole.`,
    );
  }
  if (new Set(vulnerabilities.map(({ cveID }) => cveID)).size !== count)
    throw new FeedFailure('The catalogue has an entry twice.');
  const releasedAt = Date.parse(dateReleased);
  if (held.releasedAt !== null && releasedAt < held.releasedAt) {
    const day = new Date(held.releasedAt).toISOString().slice(0, 10);
    throw new FeedFailure(`The catalogue is older (${catalogVersion}) than the one that is held, of ${day}.`);
  }
  if (count < held.entries * (1 - mostLost)) {
    throw new FeedFailure(
      `The catalogue has ${count} entries, ${held.entries - count} fewer than the one that is held.`,
    );
  }
  return { version: catalogVersion, releasedAt, entries: vulnerabilities.map(toEntry) };
}

function toEntry(entry: z.output<typeof entrySchema>): CatalogueEntry {
  return {
    cve: entry.cveID,
    vendor: entry.vendorProject.trim(),
    product: entry.product.trim(),
    title: entry.vulnerabilityName.trim(),
    description: entry.shortDescription.trim(),
    requiredAction: entry.requiredAction.trim(),
    dateAdded: entry.dateAdded,
    dueDate: entry.dueDate,
    ransomware: entry.knownRansomwareCampaignUse === 'Known' ? 'known' : 'unknown',
    notes: entry.notes.trim(),
    cwes: entry.cwes,
  };
}
