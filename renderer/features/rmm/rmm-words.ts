import type { RmmFailure, RmmIntegration, RmmRun } from '../../../shared/rmm.ts';
import type { RmmDevice, RmmPatchState, RmmPresence, RmmQuestion } from '../../../shared/rmm-device.ts';
import { numberText, plural } from '../../lib/format.ts';
import type { StateShape } from '../../lib/state-shape.ts';

export interface Standing {
  readonly shape: StateShape;
  readonly text: string;
}

export const failureLabels: Record<RmmFailure, string> = {
  offline: 'No network',
  vault_locked: 'The vault is locked',
  auth_failed: 'Credentials refused',
  forbidden: 'A permission is missing',
  rate_limited: 'Asked too often',
  unavailable: 'The service is away',
  timed_out: 'No answer in time',
  not_understood: 'Answer not understood',
  incomplete: 'The list was not whole',
  blocked: 'Address not allowed',
  interrupted: 'Cut off',
};

export function standingOf({ standing, running }: RmmIntegration): Standing {
  if (running) return { shape: 'plain', text: `syncing, ${plural(running.devices, 'device')}` };
  switch (standing.state) {
    case 'off':
      return { shape: 'gone', text: 'off' };
    case 'never':
      return { shape: 'gone', text: 'not synced yet' };
    case 'complete':
      return { shape: 'good', text: 'complete' };
    case 'failing':
      return { shape: 'warn', text: failureLabels[standing.failure].toLowerCase() };
    case 'stopped':
      return { shape: 'bad', text: `stopped: ${failureLabels[standing.failure].toLowerCase()}` };
  }
}

export const questionTexts: Record<RmmQuestion, string> = {
  two_assets: 'The serial number is one asset’s, the name another’s.',
  shared_serial: 'Several assets have this serial number.',
  shared_name: 'Several assets have this name.',
  name_only: 'An asset has this name, but not this serial number.',
  serial_other_name: 'An asset has this serial number under another name.',
  taken: 'Another device is that asset already.',
  removed_here: 'Its asset was deleted here.',
};

export const presenceTexts: Record<RmmPresence, string> = {
  present: 'in the last sync',
  missing: 'missing in the last sync',
  stale: 'missing in two syncs or more',
  removed: 'removed at the vendor',
};

export const patchTexts: Record<RmmPatchState, string> = {
  patched: 'Up to date',
  pending: 'Updates are pending',
  failed: 'Updates failed',
  reboot: 'Waits for a restart',
  no_policy: 'No policy for updates',
  unknown: 'Not known',
};

export const patchShapes: Record<RmmPatchState, StateShape> = {
  patched: 'good',
  pending: 'warn',
  failed: 'bad',
  reboot: 'warn',
  no_policy: 'warn',
  unknown: 'gone',
};

export const nameOfDevice = ({ facts, externalId }: RmmDevice): string =>
  facts.name ?? facts.hostname ?? `Device ${externalId}`;

export function deviceState({ link, presence, facts }: RmmDevice): Standing {
  if (presence === 'removed') return { shape: 'gone', text: 'removed' };
  if (presence !== 'present') return { shape: 'warn', text: presence };
  if (link === 'asking') return { shape: 'warn', text: 'which asset?' };
  if (link === 'waiting') return { shape: 'gone', text: 'no organization yet' };
  if (link === 'ignored') return { shape: 'gone', text: 'left out' };
  if (facts.online === undefined) return { shape: 'gone', text: 'not known' };
  return facts.online ? { shape: 'good', text: 'online' } : { shape: 'gone', text: 'offline' };
}

/** What a sync came to, in a line. */
export function runText({
  devices,
  expected,
  pages,
  added,
  changed,
  missing,
  programs,
  alerts,
}: RmmRun): string {
  const of = expected === null || expected === devices ? '' : ` of ${numberText(expected)}`;
  return [
    `${numberText(devices)}${of} devices on ${plural(pages, 'page')}`,
    added > 0 ? `${plural(added, 'asset')} added` : '',
    changed > 0 ? `${numberText(changed)} changed` : '',
    missing > 0 ? `${numberText(missing)} missing` : '',
    programs > 0 ? `${plural(programs, 'program')} read` : '',
    alerts > 0 ? `${plural(alerts, 'alert')} open` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}
