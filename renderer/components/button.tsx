import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { cx } from '../lib/class-names.ts';
import styles from './button.module.css';
import { Keycap } from './keycap.tsx';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  variant?: 'primary' | 'plain' | 'quiet' | 'danger' | 'chip';
  icon?: LucideIcon | undefined;
  /** The shortcut that does the same, shown as a keycap. */
  keys?: string | undefined;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({ variant = 'plain', icon: Icon, keys, children, className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
      {...rest}
      className={cx(styles['button'], styles[variant], className)}
    >
      {Icon && <Icon size={14} strokeWidth={1.75} aria-hidden="true" />}
      {children}
      {keys !== undefined && <Keycap keys={keys} />}
    </button>
  );
}

export interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: LucideIcon;
  /** Read aloud and shown on hover. */
  label: string;
  keys?: string | undefined;
}

export function IconButton({ icon: Icon, label, keys, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
      {...rest}
      className={cx(styles['icon'], className)}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}

/** `mod+k` in the spelling that assistive technology reads. */
export function ariaKeys(keys: string): string {
  return keys
    .split(' ')
    .map((press) => press.replace('mod', 'Control').replace('shift', 'Shift').replace('alt', 'Alt'))
    .join(' ');
}

/** Class of a label that only screen readers hear where the window is narrow; the icon then speaks alone. */
export const narrowLabel = styles['narrowLabel'];
