import { Megaphone } from 'lucide-react';
import type { Notification } from '../../../shared/notification.ts';
import { RecordLines } from '../../components/record-lines.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import { Time } from '../../components/time.tsx';
import type { Answer } from '../../lib/answers.ts';
import { stateLabels, stateShapes } from './notification-words.ts';

interface NotificationLinesProps {
  label: string;
  answer: Answer<{ rows: readonly Notification[]; total: number }>;
  empty: string;
  onOpen: (id: number) => void;
}

/** The newest notifications, one a line. */
export function NotificationLines({ label, answer, empty, onOpen }: NotificationLinesProps) {
  return (
    <RecordLines
      label={label}
      nouns="notifications"
      icon={Megaphone}
      answer={answer}
      line={(row) => ({
        name: row.subject,
        about: (
          <>
            <StateDot shape={stateShapes[row.state]}>{stateLabels[row.state]}</StateDot>{' '}
            <Time at={row.createdAt} />
          </>
        ),
      })}
      empty={empty}
      onOpen={onOpen}
    />
  );
}
