import { Send } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DeliveryRow } from '../../../shared/delivery.ts';
import { RecordLines } from '../../components/record-lines.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import type { Answer } from '../../lib/answers.ts';
import { eventText, outcomeText, stateLabels, stateShapes } from './webhook-words.ts';

interface DeliveryLinesProps {
  label: string;
  answer: Answer<{ rows: readonly DeliveryRow[]; total: number }>;
  onOpen: (id: number) => void;
  foot: ReactNode;
}

/** The newest deliveries, one a line. */
export function DeliveryLines({ label, answer, onOpen, foot }: DeliveryLinesProps) {
  return (
    <RecordLines
      label={label}
      nouns="deliveries"
      icon={Send}
      answer={answer}
      line={(row) => ({
        name: eventText(row),
        about: (
          <>
            <StateDot shape={stateShapes[row.state]}>
              {stateLabels[row.state]} {row.state === 'delivered' ? '' : outcomeText(row)}
            </StateDot>{' '}
            <Time at={row.createdAt} />
          </>
        ),
      })}
      empty="What happens from now on is sent here. Press t to send an example at once."
      onOpen={onOpen}
      foot={foot}
    />
  );
}
