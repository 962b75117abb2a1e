import { AppError } from '../../shared/errors.ts';
import type { RequestStore, SealedRequestDeps } from '../../electron/engine/uptime/sealed-requests.ts';

/** The vault's store of credentials without its keys: open, or as it is before anybody opened it. */
export function memoryVault(): SealedRequestDeps & {
  readonly secrets: RequestStore;
  readonly kept: Map<string, string>;
  open: boolean;
} {
  const kept = new Map<string, string>();
  const requireOpen = (): void => {
    if (!vault.open) throw new AppError('locked', 'The vault must be opened once.');
  };
  const vault = {
    open: true,
    kept,
    secretsOpen: () => vault.open,
    secrets: {
      put(name: string, secret: string) {
        requireOpen();
        kept.set(name, secret);
      },
      get(name: string) {
        requireOpen();
        return kept.get(name);
      },
      remove: (name: string) => void kept.delete(name),
      names: (prefix: string) => [...kept.keys()].filter((name) => name.startsWith(prefix)),
    },
  };
  return vault;
}
