import { StateDot } from '../../components/state-dot.tsx';
import type { StateShape } from '../../lib/state-shape.ts';
import { statusLabel } from './asset-labels.ts';

const shapes: Readonly<Record<string, StateShape>> = {
  active: 'good',
  in_repair: 'warn',
  lost: 'bad',
  retired: 'gone',
};

/** Filled while in use, hollow elsewhere, dashed when gone. */
export function AssetState({ status }: { status: string }) {
  return <StateDot shape={shapes[status] ?? 'plain'}>{statusLabel(status)}</StateDot>;
}
