import { Tabs } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './detail-pane.module.css';

export interface DetailPart {
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
  /** The keyboard goes past it to what stands inside. */
  readonly focusInside?: boolean;
}

interface DetailPaneProps {
  /** Where Enter in the list brings the focus. */
  id: string;
  label: string;
  head: ReactNode;
  /** What its parts are part of: "the ticket". */
  of: string;
  parts: readonly DetailPart[];
  part: string;
  onPart: (part: string) => void;
  /** Stays at the foot of every part. */
  foot?: ReactNode;
}

/** The open record beside its list: a head that stays, and parts to turn between. */
export function DetailPane({ id, label, head, of, parts, part, onPart, foot }: DetailPaneProps) {
  return (
    <aside id={id} className={styles['detail']} tabIndex={-1} aria-label={label}>
      {head}
      <Tabs.Root value={part} onValueChange={onPart} className={styles['tabs']}>
        <Tabs.List className={styles['tabList']} aria-label={`Parts of ${of}`}>
          {parts.map((each) => (
            <Tabs.Trigger key={each.id} value={each.id} className={styles['tab']}>
              {each.label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {parts.map((each) => (
          <Tabs.Content
            key={each.id}
            value={each.id}
            className={styles['content']}
            tabIndex={each.focusInside ? -1 : 0}
          >
            {each.content}
          </Tabs.Content>
        ))}
      </Tabs.Root>
      {foot}
    </aside>
  );
}

/** Stands in the pane while there is no record to show: it is gone, or could not be read. */
export function DetailPlace({ label, children }: { label: string; children: ReactNode }) {
  return (
    <aside className={styles['detail']} aria-label={label}>
      {children}
    </aside>
  );
}
