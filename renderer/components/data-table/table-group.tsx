import { numberText } from '../../lib/format.ts';
import styles from './data-table.module.css';
import type { GroupStart } from './group-starts.ts';

interface TableGroupProps {
  group: GroupStart;
  top: number;
  /** How many the heading goes over. */
  columns: number;
}

/** The heading over rows that belong together. */
export function TableGroup({ group, top, columns }: TableGroupProps) {
  return (
    <div role="row" className={styles['group']} style={{ transform: `translateY(${top}px)` }}>
      <span role="rowheader" aria-colspan={columns}>
        {group.label}
        {group.count !== null && <span className={styles['groupCount']}>{numberText(group.count)}</span>}
      </span>
    </div>
  );
}
