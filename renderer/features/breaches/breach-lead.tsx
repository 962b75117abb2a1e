import type { BreachRun } from '../../../shared/breach.ts';
import type { BreachSources } from '../../../shared/breaches-contract.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { useNow } from '../../lib/clock.ts';
import { momentTime, numberText } from '../../lib/format.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { useOrganizations } from '../../lib/use-organizations.ts';
import { cancelRun } from './breach-session.ts';
import styles from './breaches.module.css';

/** What is under way, and what stands in the way. */
export function BreachLead({ onSources }: { onSources: () => void }) {
  const sources = useAnswer('breaches', 'sources', {}).value;
  const runs = useAnswer('breaches', 'runs', {}).value;
  const running = runs?.filter(({ state }) => state === 'running') ?? [];
  if (!sources) return null;
  return (
    <>
      <div className={styles['lead']}>
        <Trouble sources={sources} onSources={onSources} />
      </div>
      {running.map((run) => (
        <Progress key={run.id} run={run} />
      ))}
    </>
  );
}

function Trouble({ sources, onSources }: { sources: BreachSources; onSources: () => void }) {
  const now = useNow();
  const { hold } = sources;
  if (sources.sources.length === 0) {
    return (
      <Notice
        tone="warn"
        title="Nothing can be checked: no source is switched on"
        actions={
          <Button keys="s" onClick={onSources}>
            Choose sources
          </Button>
        }
      >
        What was found before is kept and shown. No address is called clean that nobody looked at.
      </Notice>
    );
  }
  if (!hold) return null;
  return (
    <Notice tone="warn" title="Checks wait" actions={<Button onClick={onSources}>Sources</Button>}>
      {hold.detail} What waits goes on {hold.until === null ? 'by itself' : momentTime(hold.until, now)};
      nothing is lost.
    </Notice>
  );
}

function Progress({ run }: { run: BreachRun }) {
  const now = useNow();
  const organizations = useOrganizations();
  const name = organizations.nameOf(run.organizationId) ?? '…';
  return (
    <div className={styles['run']}>
      <span className={styles['runText']}>
        {name}: {numberText(run.done)} of {numberText(run.total)} checked, {numberText(run.found)} found
        {run.endsAt !== null && `, through ${momentTime(run.endsAt, now)}`}
      </span>
      <progress className={styles['bar']} max={run.total} value={run.done} aria-label={`Checks of ${name}`} />
      <Button onClick={() => void cancelRun(run.id)}>Call off</Button>
    </div>
  );
}
