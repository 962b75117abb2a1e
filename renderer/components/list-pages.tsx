import type { ReactNode } from 'react';
import { useActions } from '../lib/actions.ts';
import { numberText } from '../lib/format.ts';
import { Button } from './button.tsx';
import styles from './list-pages.module.css';

/** As many as are drawn at once. */
export const pageRows = 200;

interface PageTurnerProps {
  /** Of several: `notifications`. */
  noun: string;
  /** What the actions stand under in the palette. */
  group: string;
  offset: number;
  /** How many there are in all. */
  total: number;
  onTurn: (offset: number) => void;
  /** What the ways are called; lists by time lead to newer and older rows. */
  ways?: readonly [back: string, on: string];
}

/** A part of a long list, and the way to what stands before and after it. */
export function ListPages({ children, ...pages }: PageTurnerProps & { children: ReactNode }) {
  return (
    <div className={styles['paged']}>
      {children}
      <PageTurner {...pages} />
    </div>
  );
}

/** Which rows are shown of how many; nothing while all of them are. */
export function PageTurner({
  noun,
  group,
  offset,
  total,
  onTurn,
  ways: [back, on] = ['Newer', 'Older'],
}: PageTurnerProps) {
  const [before, after] = [offset - pageRows, offset + pageRows];
  useActions([
    {
      id: `${noun}.on`,
      name: `${on} ${noun}`,
      group,
      keys: [']'],
      when: () => after < total,
      run: () => onTurn(after),
    },
    {
      id: `${noun}.back`,
      name: `${back} ${noun}`,
      group,
      keys: ['['],
      when: () => before >= 0,
      run: () => onTurn(before),
    },
  ]);
  if (total <= pageRows) return null;
  return (
    <p className={styles['pages']}>
      {numberText(offset + 1)} to {numberText(Math.min(after, total))} of {numberText(total)}
      <Button keys="[" disabled={before < 0} onClick={() => onTurn(before)}>
        {back}
      </Button>
      <Button keys="]" disabled={after >= total} onClick={() => onTurn(after)}>
        {on}
      </Button>
    </p>
  );
}
