import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { cx } from '../lib/class-names.ts';
import { IconButton } from './button.tsx';
import styles from './dialog.module.css';

const firstField =
  'input:not([type=checkbox]), textarea, select, [role=listbox], [role=region], footer button:last-of-type';

export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** `whole` takes nearly all of the window: for long texts. */
  size?: 'small' | 'medium' | 'large' | 'whole';
  /** The title is for screen readers only: palettes and pickers show their own first line. */
  bare?: boolean;
  role?: 'dialog' | 'alertdialog';
  describedBy?: string;
}

/**
 * The platform's own modal: the page behind is inert, focus goes in and comes back, Escape closes.
 * It needs no style element and no portal, so it lives under the strict content policy as it is.
 */
export function Dialog({
  title,
  onClose,
  children,
  size = 'medium',
  bare = false,
  role,
  describedBy,
}: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // The platform would choose the close button; what is to be filled in comes first.
      dialog.querySelector<HTMLElement>(firstField)?.focus();
    }
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    // The listener is for the backdrop, which only the mouse has; the keyboard closes with Escape.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={ref}
      role={role}
      aria-labelledby={titleId}
      aria-describedby={describedBy}
      className={cx(styles['dialog'], styles[size], bare && styles['bare'])}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // A click on the backdrop has the dialog itself as its target, never something inside it.
      onMouseDown={(event) => {
        if (event.target === event.currentTarget && isOutside(event)) onClose();
      }}
    >
      <header className={bare ? 'visually-hidden' : styles['header']}>
        <h2 id={titleId} className={styles['title']}>
          {title}
        </h2>
        {!bare && <IconButton icon={X} label="Close" onClick={onClose} />}
      </header>
      {children}
    </dialog>
  );
}

function isOutside(event: { clientX: number; clientY: number; currentTarget: HTMLElement }): boolean {
  const box = event.currentTarget.getBoundingClientRect();
  const { clientX: x, clientY: y } = event;
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}

/** What stands at the foot of a dialog: the answers, the main one last. */
export function DialogActions({ children }: { children: ReactNode }) {
  return <footer className={styles['actions']}>{children}</footer>;
}

interface DialogBodyProps {
  children: ReactNode;
  className?: string | undefined;
  /** Given where there is nothing inside to move to: then the keyboard scrolls the text itself. */
  readingLabel?: string;
}

export function DialogBody({ children, className, readingLabel }: DialogBodyProps) {
  const reading =
    readingLabel === undefined ? {} : { role: 'region', tabIndex: 0, 'aria-label': readingLabel };
  return (
    <div className={cx(styles['body'], className)} {...reading}>
      {children}
    </div>
  );
}
