import { BellRing } from 'lucide-react';
import { RecordLines } from '../../components/record-lines.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { useNow } from '../../lib/clock.ts';
import { navigate } from '../../lib/navigation.ts';
import { allRecords } from '../../lib/route.ts';
import { useAnswer } from '../../lib/use-answer.ts';
import { incidentStates, lastedText, spanText } from './incident-words.ts';

const shownAtMost = 100;
const open = (recordId: number) => navigate({ ...allRecords('incidents'), recordId });

/** The outages of one monitor, the newest first; each leads to what happened. */
export function MonitorIncidents({ monitorId }: { monitorId: number }) {
  const now = useNow();
  const answer = useAnswer('incidents', 'list', { filter: { monitorId }, limit: shownAtMost });
  return (
    <RecordLines
      label="Incidents of this monitor"
      nouns="incidents"
      icon={BellRing}
      answer={answer}
      line={(incident) => ({
        name: incident.error,
        about: (
          <>
            {spanText(incident, now)} · {lastedText(incident, now)}{' '}
            <StateDot shape={incidentStates[incident.state].shape}>
              {incidentStates[incident.state].label}
            </StateDot>
          </>
        ),
      })}
      empty="It has not been down as long as anybody remembers."
      onOpen={open}
    />
  );
}
