import { HistoryList } from '../../../components/detail/history-list.tsx';
import { useAnswer } from '../../../lib/use-answer.ts';
import { undoById } from '../change-tickets.ts';
import { useNames } from '../people.ts';
import { describeField } from './history-words.ts';

export function TicketHistory({ id }: { id: number }) {
  const names = useNames();
  return (
    <HistoryList
      answer={useAnswer('tickets', 'history', { id })}
      describe={(field) => describeField(field, names)}
      onUndo={(changeId) => void undoById(changeId, [id])}
    />
  );
}
