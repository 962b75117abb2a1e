import { useEffect, useId, useState, type ReactNode } from 'react';
import { useActions } from '../lib/actions.ts';
import { cx } from '../lib/class-names.ts';
import styles from './list-box.module.css';

interface ListBoxProps<T> {
  label: string;
  items: readonly T[];
  idOf: (item: T) => number;
  /** The item that is open beside the list. */
  openId: number | null;
  onOpen: (id: number) => void;
  heads: readonly string[];
  /** Sets `--list-columns`, a grid template, where there are other columns than a name and two numbers. */
  className?: string | undefined;
  /** The cells of one line. */
  row: (item: T) => ReactNode;
}

/** A list short enough to draw whole, moved through with j and k like the tickets. */
export function ListBox<T>(props: ListBoxProps<T>) {
  const { label, items, idOf, openId, onOpen, heads, row, className } = props;
  const [index, setIndex] = useState(0);
  const listId = useId();
  const current = Math.min(index, items.length - 1);
  const move = (steps: number) => {
    const next = Math.max(0, Math.min(items.length - 1, current + steps));
    setIndex(next);
    const item = items[next];
    if (openId !== null && item !== undefined) onOpen(idOf(item));
  };
  useEffect(() => {
    document.getElementById(`${listId}-${current}`)?.scrollIntoView({ block: 'nearest' });
  }, [listId, current]);
  useActions([
    {
      id: `${label}.next`,
      name: 'Next',
      group: 'Move',
      keys: ['j', 'down'],
      hidden: true,
      run: () => move(1),
    },
    {
      id: `${label}.previous`,
      name: 'Previous',
      group: 'Move',
      keys: ['k', 'up'],
      hidden: true,
      run: () => move(-1),
    },
    {
      id: `${label}.open`,
      name: 'Open',
      group: 'Move',
      keys: ['enter'],
      hidden: true,
      run: () => {
        const item = items[current];
        if (item !== undefined) onOpen(idOf(item));
      },
    },
  ]);
  return (
    <div className={cx(styles['place'], className)}>
      <div className={styles['heads']} aria-hidden="true">
        {heads.map((head) => (
          <span key={head}>{head}</span>
        ))}
      </div>
      <div
        role="listbox"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={`${listId}-${current}`}
        className={styles['list']}
      >
        {items.map((item, at) => {
          const id = idOf(item);
          const isCurrent = openId === null ? at === current : id === openId;
          return (
            <div
              key={id}
              id={`${listId}-${at}`}
              role="option"
              tabIndex={-1}
              aria-selected={isCurrent}
              data-current={isCurrent || undefined}
              className={cx(styles['row'], isCurrent && styles['current'])}
              onClick={() => {
                setIndex(at);
                onOpen(id);
              }}
              onKeyDown={() => undefined}
            >
              {row(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
