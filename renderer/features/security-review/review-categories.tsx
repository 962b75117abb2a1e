import { useState } from 'react';
import { reviewCategories } from '../../../shared/review-rules.ts';
import {
  countedFindings,
  findingsByRule,
  type LostPoints,
  type ReviewedCategory,
} from '../../../shared/security-review.ts';
import { Button } from '../../components/button.tsx';
import { Time } from '../../components/time.tsx';
import { cx } from '../../lib/class-names.ts';
import { numberText } from '../../lib/format.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { ReviewLine } from './review-line.tsx';
import { ScoreBar } from './score-bar.tsx';
import styles from './security-review.module.css';

const findingsAtOnce = 50;

/** What each category lost, to the record and the point. */
export function ReviewCategories({ categories }: { categories: readonly ReviewedCategory[] }) {
  return categories.map((each) => <Category key={each.category} reviewed={each} />);
}

function Category({ reviewed }: { reviewed: ReviewedCategory }) {
  const { name } = reviewCategories[reviewed.category];
  const id = `review-${reviewed.category}`;
  return (
    <section className={styles['category']} aria-labelledby={id}>
      <div className={styles['categoryHead']}>
        <h3 id={id} className={styles['categoryName']}>
          {name}
        </h3>
        <ScoreBar
          score={reviewed.status === 'scored' ? reviewed.score : null}
          whole={reviewed.status === 'scored' && reviewed.gaps.length === 0}
        />
        <span className={styles['figure']}>
          {reviewed.status === 'scored' ? reviewed.score : 'not checked'}
        </span>
      </div>
      {reviewed.status === 'scored' ? (
        <Scored reviewed={reviewed} />
      ) : (
        <NotChecked reason={reviewed.reason} />
      )}
    </section>
  );
}

function Scored({ reviewed }: { reviewed: Extract<ReviewedCategory, { status: 'scored' }> }) {
  return (
    <>
      {reviewed.gaps.map((gap) => (
        <p key={gap} className={styles['gap']}>
          {gap}
        </p>
      ))}
      {reviewed.findings.length === 0 && <p className={styles['fine']}>Nothing was found.</p>}
      {[...findingsByRule(reviewed.findings)].map(([rule, findings]) => (
        <div key={rule}>
          <h4 className={styles['rule']}>
            <span>{countedFindings(rule, findings.length)}</span>
            <span className={styles['lost']}>{lostText(findings)}</span>
          </h4>
          <Findings findings={findings} />
        </div>
      ))}
    </>
  );
}

/** Of one rule, those that cost points first; a client may have tens of thousands of them. */
function Findings({ findings }: { findings: readonly LostPoints[] }) {
  const [shown, setShown] = useState(findingsAtOnce);
  const left = findings.length - shown;
  return (
    <>
      <ul>
        {findings.slice(0, shown).map((finding) => (
          <Finding
            key={`${finding.record.kind}/${finding.record.id}/${finding.evidence}`}
            finding={finding}
          />
        ))}
      </ul>
      {left > 0 && (
        <p className={styles['more']}>
          <Button variant="quiet" onClick={() => setShown(shown + findingsAtOnce)}>
            {numberText(left)} more
          </Button>
        </p>
      )}
    </>
  );
}

function lostText(findings: readonly LostPoints[]): string {
  return `−${findings.reduce((sum, { points }) => sum + points, 0)}`;
}

function Finding({ finding }: { finding: LostPoints }) {
  return (
    <ReviewLine record={finding.record}>
      <span className={styles['evidence']}>{finding.evidence}</span>
      <span className={cx(styles['quiet'], styles['seen'])}>
        <Time at={finding.evidenceAt} />
      </span>
      <span className={styles['lost']} title={finding.points === 0 ? 'Its rule costs no more' : undefined}>
        {finding.points > 0 && `−${finding.points}`}
      </span>
    </ReviewLine>
  );
}

/** Never green by default: says why nothing is said, and leads to the lock where that is the reason. */
function NotChecked({ reason }: { reason: string }) {
  const vault = useAnswer('vault', 'status', {}).value;
  return (
    <div className={styles['notChecked']}>
      <p>{reason}</p>
      {reason.startsWith('The vault') && vault?.state !== 'unlocked' && (
        <Button onClick={() => navigate(allRecords('entries'))}>Go to the vault</Button>
      )}
    </div>
  );
}
