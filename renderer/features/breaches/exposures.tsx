import { useState } from 'react';
import { breachAdvice, type BreachReport, type Exposure } from '../../../shared/breach.ts';
import { Button } from '../../components/button.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import { useNow } from '../../lib/clock.ts';
import { dayText } from '../../../shared/day-words.ts';
import { dateText, numberText, plural } from '../../lib/format.ts';
import { heed } from './breach-session.ts';
import { dataWords, severityLabels, severityShapes } from './breach-words.ts';
import styles from './breaches.module.css';
import { IgnoreForm } from './ignore-form.tsx';

/** What leaked, when, and what to do: each breach by itself, what is ignored last. */
export function Exposures({ report }: { report: BreachReport }) {
  const [ignoring, setIgnoring] = useState<Exposure | null>(null);
  const { found, pasted } = report;
  const open = found.filter(({ ignored }) => ignored === null);
  const ignored = found.filter((each) => each.ignored !== null);
  const lost = [...new Set(open.flatMap(({ dataTypes }) => dataTypes))];
  if (found.length === 0 && pasted.length === 0)
    return (
      <p className={styles['note']}>
        {report.standing === 'clean'
          ? 'Nothing is known of this address. New breaches come to light every week: watched addresses are looked at again by themselves.'
          : 'Nothing is known, as nobody could be asked. That does not mean that it is in no breach.'}
      </p>
    );
  return (
    <>
      {open.length > 0 && (
        <section className={styles['advice']} aria-label="What to do">
          <h3>What to do</h3>
          <ul>
            {breachAdvice(lost).map((what) => (
              <li key={what}>{what}</li>
            ))}
          </ul>
        </section>
      )}
      {[...open, ...ignored].map((exposure) => (
        <Breach key={exposure.id} exposure={exposure} onIgnore={() => setIgnoring(exposure)} />
      ))}
      {pasted.length > 0 && <Pastes pastes={pasted} />}
      <p className={styles['note']}>
        Breach data from <cite>Have I Been Pwned</cite> (haveibeenpwned.com), CC BY 4.0, where it is named as
        the source.
      </p>
      {ignoring && <IgnoreForm exposure={ignoring} onClose={() => setIgnoring(null)} />}
    </>
  );
}

function Breach({ exposure, onIgnore }: { exposure: Exposure; onIgnore: () => void }) {
  const now = useNow();
  const { about, ignored, severity } = exposure;
  const id = `breach-${exposure.id}`;
  return (
    <article className={styles['breach']} aria-labelledby={id} data-ignored={ignored !== null || undefined}>
      <div className={styles['breachHead']}>
        <h3 id={id}>{exposure.name}</h3>
        <StateDot shape={severityShapes[severity]}>{severityLabels[severity]}</StateDot>
        <span className={styles['space']} />
        {ignored ? (
          <Button onClick={() => void heed(exposure.id)}>Heed again</Button>
        ) : (
          <Button onClick={onIgnore}>Ignore…</Button>
        )}
      </div>
      <p>
        {exposure.date === null ? 'Date not known' : `Leaked ${dayText(exposure.date)}`}
        {exposure.dataTypes.length > 0 && `: ${dataWords(exposure.dataTypes)}`}
      </p>
      {about && (
        <p className={styles['about']}>
          {about.description}
          {about.accounts > 0 && ` ${plural(about.accounts, 'account')}.`}
          {about.spamList && ' A list that spam is sent by: no break-in.'}
          {about.stealerLog && ' Taken by malware on a computer: look for that first.'}
          {!about.verified && ' Not verified.'}
        </p>
      )}
      <p className={styles['faint']}>
        By {exposure.source}, first seen <Time at={exposure.firstSeenAt} />
        {exposure.announcedAt !== null && ', announced'}
      </p>
      {ignored && (
        <p className={styles['reason']}>
          Ignored by {ignored.by}: {ignored.reason}
          {ignored.until !== null && `, until ${dateText(ignored.until, now)}`}
        </p>
      )}
    </article>
  );
}

function Pastes({ pastes }: { pastes: BreachReport['pasted'] }) {
  const now = useNow();
  return (
    <section className={styles['breach']} aria-label="Pastes">
      <div className={styles['breachHead']}>
        <h3>In {plural(pastes.length, 'paste')}</h3>
      </div>
      <p className={styles['about']}>
        The address stands in texts that somebody published; what stood beside it is not known.
      </p>
      <ul className={styles['pastes']}>
        {pastes.map((paste) => (
          <li key={`${paste.source} ${paste.pasteId}`}>
            {paste.title ?? paste.source} ({paste.source}
            {paste.at !== null && `, ${dateText(paste.at, now)}`}, {numberText(paste.emailCount)} addresses)
          </li>
        ))}
      </ul>
    </section>
  );
}
