import { useId, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { cx } from '../lib/class-names.ts';
import { Dialog } from './dialog.tsx';
import { matchOptions, moveHighlight } from './picker-match.ts';
import styles from './picker.module.css';

export interface PickerOption {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly hint?: string | undefined;
  /** Other words it is found by. */
  readonly keywords?: string;
  readonly checked?: boolean;
}

export interface PickerProps {
  /** What is being chosen, for whom: "Status of 3 tickets". */
  title: string;
  placeholder: string;
  options: readonly PickerOption[];
  onPick: (option: PickerOption) => void;
  onClose: () => void;
  /** Where given, typing asks elsewhere and `options` are already the answer. */
  onQuery?: (query: string) => void;
  /** What is offered for text that no option carries: a typed time, a new name. */
  fromText?: (query: string) => PickerOption | null;
  emptyText?: string;
  /** Stays open after a choice, so that several can be made. */
  multiple?: boolean;
}

const shownAtMost = 60;

/** A list to choose from by typing, arrows or the digits 1 to 9. */
export function Picker(props: PickerProps) {
  const { title, placeholder, options, onPick, onClose, onQuery, fromText } = props;
  const [query, setQuery] = useState('');
  const [highlight, setHighlight] = useState(0);
  const listId = useId();
  const shown = useMemo(() => {
    const found = onQuery ? options : matchOptions(options, query);
    const typed = query.trim() === '' ? null : (fromText?.(query.trim()) ?? null);
    return (typed ? [typed, ...found] : found).slice(0, shownAtMost);
  }, [options, query, onQuery, fromText]);
  const current = Math.min(highlight, shown.length - 1);
  // Where digits may be part of what is typed (a time, a ticket number), they are not answers.
  const digitsPick = query === '' && !fromText && !onQuery;

  const pick = (option: PickerOption | undefined) => {
    if (!option) return;
    onPick(option);
    if (!props.multiple) onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = moveHighlight(event.key, current, shown.length);
    if (next !== null) setHighlight(next);
    else if (event.key === 'Enter') pick(shown[current]);
    else if (digitsPick && /^[1-9]$/.test(event.key) && shown[Number(event.key) - 1]) {
      pick(shown[Number(event.key) - 1]);
    } else return;
    event.preventDefault();
  };

  return (
    <Dialog title={title} onClose={onClose} size="small" bare>
      <div className={styles['title']} aria-hidden="true">
        {title}
      </div>
      <input
        className={styles['input']}
        role="combobox"
        aria-label={title}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={shown.length > 0 ? `${listId}-${current}` : undefined}
        placeholder={placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setHighlight(0);
          onQuery?.(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={title} className={styles['list']}>
        {shown.map((option, index) => (
          <PickerRow
            key={option.id}
            id={`${listId}-${index}`}
            option={option}
            digit={digitsPick && index < 9 ? index + 1 : null}
            highlighted={index === current}
            onHover={() => setHighlight(index)}
            onPick={() => pick(option)}
          />
        ))}
      </div>
      {shown.length === 0 && (
        <p className={styles['empty']} role="status">
          {props.emptyText ?? 'Nothing matches.'}
        </p>
      )}
    </Dialog>
  );
}

interface PickerRowProps {
  id: string;
  option: PickerOption;
  digit: number | null;
  highlighted: boolean;
  onHover: () => void;
  onPick: () => void;
}

function PickerRow({ id, option, digit, highlighted, onHover, onPick }: PickerRowProps) {
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={option.checked ?? highlighted}
      className={cx(styles['option'], highlighted && styles['highlighted'])}
      onMouseMove={onHover}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
      onKeyDown={() => undefined}
      ref={highlighted ? scrollIntoView : undefined}
    >
      {option.icon && <span className={styles['icon']}>{option.icon}</span>}
      <span className={styles['label']}>{option.label}</span>
      {option.hint && <span className={styles['hint']}>{option.hint}</span>}
      {option.checked && <span className={styles['check']}>✓</span>}
      {digit !== null && <kbd className={styles['digit']}>{digit}</kbd>}
    </div>
  );
}

function scrollIntoView(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: 'nearest' });
}
