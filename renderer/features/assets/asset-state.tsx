import { cx } from '../../lib/class-names.ts';
import { statusLabel } from './asset-labels.ts';
import styles from './assets.module.css';

/** Word first, dot second: filled while in use, hollow elsewhere, dashed when gone. */
export function AssetState({ status }: { status: string }) {
  return <span className={cx(styles['state'], styles[status])}>{statusLabel(status)}</span>;
}
