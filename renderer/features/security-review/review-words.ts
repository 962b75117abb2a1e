import type { ReviewFinding } from '../../../shared/security-review.ts';
import type { Route } from '../../lib/route.ts';
import styles from './security-review.module.css';

/** How good a score is, by colour beside its number; green only where nothing was left out. */
export function scoreTone(score: number, whole: boolean): string | undefined {
  if (score >= 80) return whole ? styles['good'] : styles['unsure'];
  return score >= 60 ? styles['fair'] : styles['bad'];
}

/** Where a record is looked at and mended. */
export function placeOf(record: ReviewFinding['record']): Route {
  switch (record.kind) {
    case 'entry':
      return { screen: 'entries', filterId: null, recordId: record.id };
    case 'asset':
      return { screen: 'assets', filterId: null, recordId: record.id };
    case 'key':
      return { screen: 'keys', keyId: record.id };
    case 'address':
      return { screen: 'breaches', filterId: null, recordId: record.id };
  }
}

/** `about 50 minutes`, `about 4 h`. */
export function workText(minutes: number): string {
  if (minutes < 120) return `about ${minutes} minutes`;
  return `about ${Math.round(minutes / 6) / 10} h`.replace('.0 h', ' h');
}
