import { useEffect, useState } from 'react';
import styles from './skeleton.module.css';

const shownAfterMs = 300;

/** Grey lines for a first load that takes long enough to be noticed; quick ones show nothing at all. Either is marked. */
export function Skeleton({ rows, label }: { rows: number; label: string }) {
  const [visible, setVisible] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setVisible(true), shownAfterMs);
    return () => clearTimeout(timer);
  }, []);
  if (!visible) return <span hidden data-loading="" />;
  return (
    <div className={styles['skeleton']} role="status" aria-label={label} data-loading="">
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles['row']}>
          <span className={styles['line']} />
        </div>
      ))}
    </div>
  );
}
