import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { pressName } from '../lib/keys.ts';
import styles from './form.module.css';

interface FormProps {
  onSubmit: () => void;
  children: ReactNode;
  label: string;
}

/** A form that Ctrl+Enter sends from any of its fields. */
export function Form({ onSubmit, children, label }: FormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (pressName(event) !== 'mod+enter') return;
    event.preventDefault();
    onSubmit();
  };
  return (
    // The handler adds a shortcut to what the fields inside already do.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form aria-label={label} className={styles['form']} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
      {children}
    </form>
  );
}

export function FieldGrid({ children }: { children: ReactNode }) {
  return <div className={styles['fields']}>{children}</div>;
}

/** Fields that are seldom needed, closed until asked for. */
export function MoreFields({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className={styles['more']}>
      <summary>{label}</summary>
      <div className={styles['fields']}>{children}</div>
    </details>
  );
}

export const wideField = styles['wide'];
/** Boxes to tick under one legend, as wide as the form. */
export const choiceGroup = styles['choices'];
