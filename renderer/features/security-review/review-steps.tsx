import { ShieldCheck } from 'lucide-react';
import { reviewWork, reviewWorks, type ReviewWork } from '../../../shared/review-rules.ts';
import type { ReviewStep, SecurityReview } from '../../../shared/security-review.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { ReviewLine } from './review-line.tsx';
import { workText } from './review-words.ts';
import styles from './security-review.module.css';

interface ReviewStepsProps {
  review: SecurityReview;
  /** Categories that count in the score that stands and cannot be checked now. */
  missing: number;
}

/** The least work that brings ten points more. */
export function ReviewStepsPart({ review, missing }: ReviewStepsProps) {
  const { score, steps } = review;
  if (!steps || steps.steps.length === 0) {
    return (
      <EmptyState
        icon={ShieldCheck}
        title={score === null ? 'Nothing could be checked' : 'Nothing left to do'}
      >
        {score === null
          ? 'Steps are worked out from findings. See under Findings why there are none.'
          : 'What was checked has lost no point. See under Findings what was not checked.'}
      </EmptyState>
    );
  }
  const works = reviewWork.options
    .map((work) => ({ work, steps: steps.steps.filter((step) => step.work === work) }))
    .filter((each) => each.steps.length > 0);
  return (
    <>
      <p className={styles['promise']}>
        From {score} to <strong>{steps.score}</strong> or better with {workText(steps.minutes)} of work. No
        other way takes less.{missing > 0 && ' Both count what can be checked now only.'}
      </p>
      {works.map((each) => (
        <Work key={each.work} {...each} />
      ))}
    </>
  );
}

function Work({ work, steps }: { work: ReviewWork; steps: readonly ReviewStep[] }) {
  const { step, minutes } = reviewWorks[work];
  return (
    <section aria-label={step}>
      <h3 className={styles['rule']}>
        <span>{step}</span>
        <span className={styles['quiet']}>{minutes} min each</span>
      </h3>
      <ul>
        {steps.map(({ record, findings }) => (
          <ReviewLine key={`${record.kind}/${record.id}/${findings[0]?.evidence}`} record={record}>
            <span className={styles['evidence']}>{findings.map(({ evidence }) => evidence).join(', ')}</span>
          </ReviewLine>
        ))}
      </ul>
    </section>
  );
}
