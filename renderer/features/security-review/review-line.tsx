import type { ReactNode } from 'react';
import type { ReviewFinding } from '../../../shared/security-review.ts';
import { lineName, RecordLine } from '../../components/record-line.tsx';
import { navigate } from '../../lib/navigation.ts';
import { placeOf } from './review-words.ts';

interface ReviewLineProps {
  record: ReviewFinding['record'];
  /** What is said of it. */
  children: ReactNode;
}

/** A record that something is said of; it leads to where it is mended. */
export function ReviewLine({ record, children }: ReviewLineProps) {
  return (
    <RecordLine onOpen={() => navigate(placeOf(record))}>
      <span className={lineName}>{record.name}</span>
      {children}
    </RecordLine>
  );
}
