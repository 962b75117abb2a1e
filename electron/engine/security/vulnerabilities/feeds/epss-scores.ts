import { z } from 'zod';
import { cveId } from '../../../../../shared/vulnerability.ts';
import { readAnswer } from './feed-client.ts';

/** Scores as FIRST's API answers them, as text (https://www.first.org/epss/api). */
const share = z.coerce.number().min(0).max(1);
const answerSchema = z.object({
  data: z.array(z.object({ cve: cveId, epss: share, percentile: share })),
});

/** A URL stays below 2,000 characters with so many. */
export const mostAskedAtOnce = 80;

export interface EpssScore {
  readonly cve: string;
  readonly epss: number;
  readonly percentile: number;
}

/** @throws FeedFailure */
export function readEpss(json: unknown): EpssScore[] {
  return readAnswer('EPSS’s answer', answerSchema, json).data;
}
