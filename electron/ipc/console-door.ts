import { engineContract } from '../../shared/contract.ts';
import type { Handlers } from '../../shared/procedure.ts';
import { shellContract, type ShellContract } from '../../shared/shell-contract.ts';
import { createDoor, type Door } from './mount-contract.ts';

/** The door of the one window there is: both contracts, the shell's served by main itself. */
export function createConsoleDoor(deps: {
  readonly handlers: Handlers<ShellContract, null>;
  readonly callEngine: (path: string, input: unknown) => Promise<string>;
  readonly report: (error: unknown) => void;
}): Door {
  return createDoor({
    shell: { contract: shellContract, handlers: deps.handlers },
    engine: { contract: engineContract, call: deps.callEngine },
    report: deps.report,
  });
}
