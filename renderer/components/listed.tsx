import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Answer } from '../lib/answers.ts';
import { EmptyState } from './empty-state.tsx';
import { Skeleton } from './skeleton.tsx';

interface ListedProps<T> {
  answer: Answer<readonly T[]>;
  /** Of several: `reports`. */
  noun: string;
  icon: LucideIcon;
  /** What stands there while there is none. */
  empty: ReactNode;
  children: (found: readonly T[]) => ReactNode;
}

/** A short list as it is known so far: being read, not to be read, none, or its rows. */
export function Listed<T>({ answer, noun, icon, empty, children }: ListedProps<T>) {
  if (answer.value === undefined) {
    if (answer.status === 'loading') return <Skeleton rows={6} label={`Loading the ${noun}`} />;
    return (
      <EmptyState icon={icon} title={`The ${noun} could not be read`}>
        {answer.status === 'failed' && answer.error.message} Nothing was lost.
      </EmptyState>
    );
  }
  return answer.value.length === 0 ? empty : children(answer.value);
}
