import { z } from 'zod';
import {
  cveId,
  vulnerabilitySeverity,
  type NvdState,
  type VersionRange,
  type VulnerabilitySeverity,
} from '../../../../../shared/vulnerability.ts';
import { readCpe } from '../matching/product-names.ts';
import { FeedFailure, readAnswer } from './feed-client.ts';

/** One CVE as NVD's API 2.0 answers it (https://nvd.nist.gov/developers/vulnerabilities). */
const metric = z.object({
  type: z.string(),
  cvssData: z.object({
    baseScore: z.number().min(0).max(10),
    baseSeverity: z.string().optional(),
    vectorString: z.string().max(300),
  }),
  /** Where version 2 says it. */
  baseSeverity: z.string().optional(),
});
const cpeMatch = z.object({
  vulnerable: z.boolean(),
  criteria: z.string().max(600),
  versionStartIncluding: z.string().max(200).optional(),
  versionStartExcluding: z.string().max(200).optional(),
  versionEndIncluding: z.string().max(200).optional(),
  versionEndExcluding: z.string().max(200).optional(),
});
const answerSchema = z.object({
  totalResults: z.int(),
  vulnerabilities: z.array(
    z.object({
      cve: z.object({
        id: cveId,
        vulnStatus: z.string().default(''),
        metrics: z
          .object({
            cvssMetricV40: z.array(metric).optional(),
            cvssMetricV31: z.array(metric).optional(),
            cvssMetricV30: z.array(metric).optional(),
            cvssMetricV2: z.array(metric).optional(),
          })
          .default({}),
        configurations: z
          .array(z.object({ nodes: z.array(z.object({ cpeMatch: z.array(cpeMatch) })) }))
          .default([]),
      }),
    }),
  ),
});

export interface NvdRecord {
  readonly state: NvdState;
  readonly severity: VulnerabilitySeverity | null;
  readonly cvss: number | null;
  readonly vector: string | null;
  readonly ranges: readonly VersionRange[];
}

const nothingKnown = { severity: null, cvss: null, vector: null, ranges: [] } as const;

/** @throws FeedFailure where it is no answer, or one about another CVE */
export function readNvd(cve: string, json: unknown): NvdRecord {
  const { vulnerabilities } = readAnswer('NVD’s answer', answerSchema, json);
  if (vulnerabilities.length === 0) return { state: 'missing', ...nothingKnown };
  const found = vulnerabilities.find((each) => each.cve.id === cve)?.cve;
  if (!found) throw new FeedFailure(`NVD answered with another CVE than ${cve}.`);
  if (/^rejected$/i.test(found.vulnStatus)) return { state: 'rejected', ...nothingKnown };
  const scores = scoreOf(found.metrics);
  const ranges = found.configurations.flatMap(({ nodes }) =>
    nodes.flatMap((node) => node.cpeMatch.filter(({ vulnerable }) => vulnerable).flatMap(rangesOf)),
  );
  return { state: ranges.length > 0 ? 'analysed' : 'not_analysed', ...scores, ranges };
}

/** The newest scheme that somebody scored it by, NVD's own score before others'. */
function scoreOf(
  metrics: z.output<typeof answerSchema>['vulnerabilities'][number]['cve']['metrics'],
): Pick<NvdRecord, 'severity' | 'cvss' | 'vector'> {
  const { cvssMetricV40, cvssMetricV31, cvssMetricV30, cvssMetricV2 } = metrics;
  for (const scheme of [cvssMetricV40, cvssMetricV31, cvssMetricV30, cvssMetricV2]) {
    const score = scheme?.find(({ type }) => type === 'Primary') ?? scheme?.[0];
    if (!score) continue;
    const { baseScore, baseSeverity = score.baseSeverity, vectorString } = score.cvssData;
    const severity = vulnerabilitySeverity.safeParse(baseSeverity?.toLowerCase()).data ?? null;
    return { severity, cvss: baseScore, vector: vectorString };
  }
  return { severity: null, cvss: null, vector: null };
}

/** One for each key that the name stands for. */
function rangesOf(match: z.output<typeof cpeMatch>): VersionRange[] {
  const name = readCpe(match.criteria);
  if (!name) return [];
  const ends = endsOf(match, name.version);
  return name.keys.map((key) => ({ key, ...ends }));
}

function endsOf(match: z.output<typeof cpeMatch>, version: string): Omit<VersionRange, 'key'> {
  // A version in the name itself is the only one that is meant; `-` says that there are no versions.
  if (version !== '*' && version !== '-')
    return { from: version, fromIncluded: true, to: version, toIncluded: true };
  const { versionStartIncluding, versionStartExcluding, versionEndIncluding, versionEndExcluding } = match;
  return {
    from: versionStartIncluding ?? versionStartExcluding ?? null,
    fromIncluded: versionStartIncluding !== undefined,
    to: versionEndIncluding ?? versionEndExcluding ?? null,
    toIncluded: versionEndIncluding !== undefined,
  };
}
