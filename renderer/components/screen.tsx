import type { ReactNode } from 'react';
import { cx } from '../lib/class-names.ts';
import { setPreferences, usePreference } from '../lib/preferences.ts';
import styles from './screen.module.css';
import { SplitPane } from './split-pane.tsx';

/** One above the other: the top bar, what must be told, the body, and what is asked over them. */
export function Screen({ children }: { children: ReactNode }) {
  return <div className={styles['screen']}>{children}</div>;
}

interface ScreenBodyProps {
  /** The body itself scrolls, not a list in it. */
  scrolls?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** Takes the room that the bars leave. */
export function ScreenBody({ scrolls = false, className, children }: ScreenBodyProps) {
  return <div className={cx(styles['body'], scrolls && styles['scrolls'], className)}>{children}</div>;
}

/** What stands over a list and keeps its place while the list scrolls. */
export function Beneath({ lead, children }: { lead: ReactNode; children: ReactNode }) {
  if (lead === undefined) return children;
  return (
    <div className={styles['screen']}>
      <div className={styles['lead']}>{lead}</div>
      <ScreenBody>{children}</ScreenBody>
    </div>
  );
}

interface DetailBodyProps {
  /** What is open beside the list, in lower case: "ticket". */
  noun: string;
  /** Null while nothing is open. */
  detail: ReactNode;
  children: ReactNode;
}

/** A list and the open record beside it; every screen remembers the same width. */
export function DetailBody({ noun, detail, children }: DetailBodyProps) {
  const width = usePreference('detailWidth');
  return (
    <ScreenBody>
      <SplitPane
        label={`Width of the open ${noun}`}
        sideWidth={width}
        minWidth={320}
        maxWidth={1200}
        onResizeEnd={(detailWidth) => setPreferences({ detailWidth })}
        side={detail}
      >
        {children}
      </SplitPane>
    </ScreenBody>
  );
}
