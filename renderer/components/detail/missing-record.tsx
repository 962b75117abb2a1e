import { TriangleAlert } from 'lucide-react';
import { invalidate } from '../../lib/answers.ts';
import { Button } from '../button.tsx';
import { EmptyState } from '../empty-state.tsx';
import { DetailPlace } from './detail-pane.tsx';

interface MissingRecordProps {
  noun: string;
  error: { readonly code: string; readonly message: string };
  onClose: () => void;
}

/** Stands where a record would: it is gone, or could not be read. */
export function MissingRecord({ noun, error, onClose }: MissingRecordProps) {
  const isGone = error.code === 'not_found';
  return (
    <DetailPlace label={`Open ${noun}`}>
      <EmptyState
        icon={TriangleAlert}
        title={isGone ? `This ${noun} does not exist` : `The ${noun} could not be read`}
        action={
          <>
            {!isGone && (
              <Button onClick={() => invalidate((path) => path.endsWith('.get'))}>Try again</Button>
            )}
            <Button onClick={onClose}>Close</Button>
          </>
        }
      >
        {isGone ? 'It was deleted, or never was. A deletion can be undone for ten seconds.' : error.message}
      </EmptyState>
    </DetailPlace>
  );
}
