import type { LucideIcon } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { ariaKeys } from './button.tsx';
import styles from './nav-link.module.css';

interface NavLinkProps {
  name: string;
  icon: LucideIcon;
  href: string;
  current: boolean;
  keys?: string | undefined;
  /** What stands at the end of the line; its place is kept while it is not known. */
  trailing?: ReactNode;
  onGo: () => void;
  onMenu?: (() => void) | undefined;
}

/** One line of the navigation. Collapsed, the name is on hover and for screen readers only. */
export function NavLink({ name, icon: Icon, href, current, keys, trailing, onGo, onMenu }: NavLinkProps) {
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // Where the window is low, the place that a key went to is brought into sight.
    if (current) line.current?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <li ref={line}>
      <a
        href={href}
        className={styles['link']}
        aria-current={current ? 'page' : undefined}
        aria-keyshortcuts={keys === undefined ? undefined : ariaKeys(keys)}
        title={keys === undefined ? name : `${name} (${keys})`}
        draggable={false}
        onClick={(event) => {
          event.preventDefault();
          onGo();
        }}
        onContextMenu={
          onMenu &&
          ((event) => {
            event.preventDefault();
            onMenu();
          })
        }
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        <span className={styles['name']}>{name}</span>
        {trailing !== undefined && <span className={styles['trailing']}>{trailing}</span>}
      </a>
    </li>
  );
}
