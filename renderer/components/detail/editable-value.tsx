import type { KeyboardEvent } from 'react';
import { cx } from '../../lib/class-names.ts';
import { useInlineField } from '../../lib/drafts.ts';
import { pressName } from '../../lib/keys.ts';
import styles from './editable-value.module.css';

export interface EditableValueProps {
  /** Under which what is typed survives a crash: `asset:12:location`. */
  draftKey: string;
  label: string;
  value: string | null;
  maxLength: number;
  type?: 'text' | 'date' | 'number';
  multiline?: boolean;
  required?: boolean;
  /** Codes, addresses and serial numbers, in which every character counts. */
  mono?: boolean;
  /** How the value reads while nobody writes: a date in words. */
  shown?: string | undefined;
  /** Null for nothing. Answers whether it was taken; a refused text stays open. */
  onKeep: (value: string | null) => Promise<boolean>;
}

/** A value that turns into a field where it stands. Enter (with Ctrl in long texts) keeps it, Escape leaves it. */
export function EditableValue(props: EditableValueProps) {
  const { draftKey, label, value, type = 'text', multiline = false, required = false } = props;
  const edit = useInlineField(draftKey);
  const { text } = edit;
  if (text === null) {
    return (
      <button
        type="button"
        title="Click to change"
        className={cx(styles['value'], !value && styles['none'], props.mono && styles['mono'])}
        onClick={() => edit.open(value ?? '')}
      >
        <span className="visually-hidden">{label}: </span>
        {(value && props.shown) || value || (
          <>
            <span aria-hidden="true">—</span>
            <span className="visually-hidden">nothing yet</span>
          </>
        )}
      </button>
    );
  }
  const keep = () => {
    edit.close();
    const next = text === '' ? null : text;
    if (next === value || (required && text.trim() === '')) return;
    void props.onKeep(next).then((taken) => taken || edit.type(text));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const press = pressName(event);
    if (press === 'mod+enter' || (press === 'enter' && !multiline)) keep();
    else if (press === 'escape') edit.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const common = {
    className: cx(styles['field'], props.mono && styles['mono']),
    'aria-label': label,
    maxLength: props.maxLength,
    value: text,
    onKeyDown,
    onBlur: keep,
    // A field that was asked for takes the cursor; one that a draft opened again does not.
    autoFocus: edit.asked,
  };
  return multiline ? (
    <textarea rows={5} {...common} onChange={(event) => edit.type(event.target.value)} />
  ) : (
    <input type={type} {...common} onChange={(event) => edit.type(event.target.value)} />
  );
}
