import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Keycap } from '../../components/keycap.tsx';
import { useActions } from '../../lib/actions.ts';
import styles from './first-run.module.css';

interface ChoiceProps {
  icon: LucideIcon;
  title: string;
  digit: string;
  disabled: boolean;
  children: ReactNode;
  onChoose: () => void;
}

export function Choice({ icon: Icon, title, digit, disabled, children, onChoose }: ChoiceProps) {
  useActions([
    {
      id: `first.${digit}`,
      name: title,
      group: 'First run',
      keys: [digit],
      when: () => !disabled,
      run: onChoose,
    },
  ]);
  return (
    <button
      type="button"
      className={styles['choice']}
      disabled={disabled}
      aria-keyshortcuts={digit}
      onClick={onChoose}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      <span className={styles['choiceText']}>
        <strong>{title}</strong>
        <span className={styles['muted']}>{children}</span>
      </span>
      <Keycap keys={digit} />
    </button>
  );
}
