import type { Judgement, MatchRule, SoftwareMatch, Vulnerability } from '../../../shared/vulnerability.ts';
import { Button } from '../../components/button.tsx';
import { lineNote } from '../../components/record-line.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { confirmMatch, rejectMatch, undecide } from './decide.ts';
import styles from './vulnerabilities.module.css';
import { assetsText, judgementLabels } from './vulnerability-words.ts';

const proven: ReadonlySet<Judgement> = new Set(['in_range', 'all_versions', 'said']);

/** What meets a vulnerability, those that wait for a person first; and what people have said. */
export function MatchList({ vulnerability }: { vulnerability: Vulnerability | undefined }) {
  if (!vulnerability) return <Skeleton rows={4} label="Loading what meets it" />;
  const { matches, rules, id } = vulnerability;
  return (
    <>
      {matches.length === 0 && (
        <p className={lineNote}>
          No installed software that is known here meets it. What is not in any list of software is not looked
          at.
        </p>
      )}
      <ul className={styles['list']} aria-label="Software that meets it">
        {matches.map((match, at) => (
          <MatchItem key={match.buildId} match={match} isNext={at === 0} />
        ))}
      </ul>
      {rules.length > 0 && (
        <>
          <h3 className={styles['heading']}>What was said</h3>
          <ul className={styles['list']}>
            {rules.map((rule) => (
              <RuleItem
                key={`${rule.productId} ${rule.buildId} ${rule.verdict}`}
                rule={rule}
                vulnerabilityId={id}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function MatchItem({ match, isNext }: { match: SoftwareMatch; isNext: boolean }) {
  const { name, version, vendor, judgement, state, productKnown, assets } = match;
  const waits = state === 'candidate';
  return (
    <li className={styles['item']}>
      <span className={styles['name']} title={`${vendor} ${name} ${version}`}>
        {name} {version}
      </span>
      <StateDot shape={waits ? 'warn' : 'bad'}>{waits ? 'To look at' : 'Affected'}</StateDot>
      <span className={styles['about']}>
        {assetsText(assets)} · {judgementLabels[judgement]}
      </span>
      {waits && (
        <span className={styles['buttons']}>
          <Button
            variant="primary"
            {...(isNext ? { keys: 'c' } : {})}
            onClick={() => void confirmMatch(match)}
          >
            {proven.has(judgement) ? 'It is this product' : 'This version is affected'}
          </Button>
          {!proven.has(judgement) && (
            <Button onClick={() => void rejectMatch(match, 'version')}>Version not affected</Button>
          )}
          {!productKnown && (
            <Button onClick={() => void rejectMatch(match, 'product')}>Another product</Button>
          )}
        </span>
      )}
    </li>
  );
}

const verdicts: Readonly<Record<MatchRule['verdict'], string>> = {
  same: 'is the product that is meant',
  other: 'is another product',
  affected: 'is affected',
  not_affected: 'is not affected',
};

function RuleItem({ rule, vulnerabilityId }: { rule: MatchRule; vulnerabilityId: number }) {
  const { name, version, verdict, decidedBy, decidedAt, productId, buildId } = rule;
  return (
    <li className={styles['item']}>
      <span className={styles['name']}>
        {name} {version} {verdicts[verdict]}
      </span>
      <Button variant="quiet" onClick={() => void undecide(vulnerabilityId, productId, buildId)}>
        Take back
      </Button>
      <span className={styles['about']}>
        {decidedBy}, <Time at={decidedAt} form="moment" />
      </span>
    </li>
  );
}
