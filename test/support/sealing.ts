import type { Sealing } from '../../electron/engine/access/idempotency.ts';

/** For tests without a vault: whatever would have to be sealed fails. */
export const noSealing: Sealing = {
  seal: () => {
    throw new Error('nothing here is to be sealed');
  },
  open: () => undefined,
};
