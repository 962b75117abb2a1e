import type { ConnectionKind } from '../../../../shared/connection.ts';
import type { Capability } from '../../../../shared/remote.ts';
import { clientstor } from './kinds/clientstor.ts';
import { oneclickit } from './kinds/oneclickit.ts';
import { orqit } from './kinds/orqit.ts';
import { theonestack } from './kinds/theonestack.ts';
import type { Remote } from './remote.ts';

export const remotes: Record<ConnectionKind, Remote> = { oneclickit, clientstor, orqit, theonestack };

const line = (what: string, can: boolean, why: string | undefined): Capability => ({
  what,
  can,
  why: can ? null : (why ?? null),
});

/** What a service can and cannot do, for people. */
export function capabilitiesOf({ tickets, assets, organizations, cannot }: Remote): Capability[] {
  return [
    line('Read tickets', tickets !== undefined, cannot.tickets),
    ...(tickets
      ? [
          line('Open tickets there', tickets.create !== undefined, cannot.create),
          line('Change tickets there', tickets.update !== undefined, cannot.update),
          line('Read messages', !tickets.listIsWhole, cannot.messages),
          line('Send replies and notes', false, cannot.messages),
          line('Merge there', false, cannot.merge),
        ]
      : []),
    line('Read assets', assets !== undefined, cannot.assets),
    ...(organizations ? [line('Read organizations', true, undefined)] : []),
  ];
}
