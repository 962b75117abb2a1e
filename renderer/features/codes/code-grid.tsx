import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ShownCode } from '../../../shared/one-time-code.ts';
import { useElementWidth } from '../../components/data-table/use-element-width.ts';
import { useSecond } from '../../lib/one-time-codes.ts';
import { CodeCard } from './code-card.tsx';
import styles from './codes.module.css';
import { useFreshCodes } from './use-fresh-codes.ts';

export const gridId = 'code-grid';
export const cardId = (entryId: number): string => `code-${entryId}`;

const leastWidth = 270;
const pitch = 108;
const gap = 10;
const inset = 16;

interface CodeGridProps {
  /** All codes, as the engine last gave them. */
  all: readonly ShownCode[];
  /** Those of them that are shown. */
  codes: readonly ShownCode[];
  currentIndex: number;
  clientName: (organizationId: number) => string | undefined;
  onChoose: (code: ShownCode) => void;
  /** How many stand beside each other, for the keys that go up and down. */
  onColumns: (columns: number) => void;
}

/** All codes as cards; only those on screen exist, so that thousands turn over together without a hitch. */
export function CodeGrid(props: CodeGridProps) {
  const { all, codes, currentIndex, clientName, onChoose, onColumns } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const width = useElementWidth(scroller);
  const now = useSecond();
  const columns = Math.max(1, Math.floor(((width ?? 900) - 2 * inset + gap) / (leastWidth + gap)));
  const rows = useVirtualizer({
    count: Math.ceil(codes.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => pitch,
    paddingStart: inset,
    paddingEnd: inset,
    overscan: 2,
  });
  useEffect(() => onColumns(columns), [columns, onColumns]);
  const currentRow = Math.max(0, Math.floor(currentIndex / columns));
  useEffect(() => rows.scrollToIndex(currentRow), [rows, currentRow]);
  const current = codes[currentIndex];
  const items = rows.getVirtualItems();
  const cardsIn = (row: number) => codes.slice(row * columns, (row + 1) * columns);
  const visible = items.flatMap(({ index }) => cardsIn(index));
  const fresh = new Map(useFreshCodes(all, visible, now).map((code) => [code.entryId, code]));
  return (
    <div
      ref={scroller}
      id={gridId}
      role="listbox"
      aria-label="One-time codes"
      aria-activedescendant={current && cardId(current.entryId)}
      tabIndex={0}
      className={styles['grid']}
    >
      <div role="presentation" className={styles['rows']} style={{ height: rows.getTotalSize() }}>
        {items.map(({ key, index, start }) => (
          <div
            key={key}
            role="presentation"
            className={styles['row']}
            style={{ top: start, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
          >
            {cardsIn(index).map((code) => (
              <CodeCard
                key={code.entryId}
                id={cardId(code.entryId)}
                code={fresh.get(code.entryId) ?? code}
                now={now}
                client={clientName(code.organizationId)}
                current={code === current}
                onChoose={onChoose}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
