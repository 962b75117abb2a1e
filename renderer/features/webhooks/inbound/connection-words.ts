import type { Connection, ConnectionKind, HookRefusal } from '../../../../shared/connection.ts';
import type { HookDeliveryState, HookVerification } from '../../../../shared/hook-delivery.ts';
import { syncText } from '../../../lib/remote-words.ts';
import type { StateShape } from '../../../lib/state-shape.ts';

export const kindLabels: Record<ConnectionKind, string> = {
  oneclickit: 'OneClickIT',
  clientstor: 'ClientSt0r',
  orqit: 'Orqit',
  theonestack: 'The One Stack',
};

/** What proves that an event is genuine, for each service. */
export const proofHints: Record<ConnectionKind, string> = {
  oneclickit: 'It signs each event with the secret (X-OneClickIT-Signature).',
  clientstor: 'It may sign; where it does not, the token in the address proves it.',
  orqit: 'It signs each event with the secret (X-Orqit-Signature).',
  theonestack: 'It signs as Standard Webhooks does, within five minutes.',
};

export const refusalWords: Record<HookRefusal, string> = {
  unknown_connection: 'Sent to a connection that there is not',
  switched_off: 'The connection was switched off',
  no_signature: 'No signature',
  wrong_signature: 'The signature is wrong',
  wrong_token: 'The token in the address is wrong',
  too_old: 'Signed more than five minutes ago',
  too_new: 'Signed for a time that is still to come',
  changed_body: 'The body was changed on its way',
  too_large: 'Larger than 256 KiB',
  broken_off: 'Broken off before its end',
  not_json: 'No JSON',
  no_secret: 'There is no secret to check with',
  vault_locked: 'The vault was locked since the start: nothing could be checked',
};

export const stateLabels: Record<HookDeliveryState, string> = {
  waiting: 'Waiting',
  applied: 'Applied',
  kept: 'Kept',
  failed: 'Failed',
};

export const stateShapes: Record<HookDeliveryState, StateShape> = {
  waiting: 'warn',
  applied: 'good',
  kept: 'plain',
  failed: 'bad',
};

export const verificationWords: Record<HookVerification['result'], { text: string; shape: StateShape }> = {
  valid: { text: 'Valid', shape: 'good' },
  wrong: { text: 'Wrong', shape: 'bad' },
  missing: { text: 'Not sent', shape: 'gone' },
  too_old: { text: 'Too old now', shape: 'warn' },
  not_known: { text: 'Cannot be checked', shape: 'plain' },
};

export const dialectLabels: Record<HookVerification['dialect'], string> = {
  ...kindLabels,
  standard: 'Standard Webhooks',
};

/** How a connection does, in a few words: what is read and sent where it is, else what it sends here. */
export function healthOf(
  { enabled, hasSecret, hookPath, lastDeliveryAt, syncing }: Connection,
  now: number,
): { readonly shape: StateShape; readonly text: string } {
  if (syncing.undecided > 0) return { shape: 'warn', text: `${syncing.undecided} to decide` };
  const sync = syncText(syncing.sync, syncing.lastCompleteAt, now);
  if (sync) return sync;
  if (!enabled) return { shape: 'gone', text: 'Switched off' };
  // A token in the path proves it too.
  if (!hasSecret && !hookPath.endsWith('/…')) return { shape: 'warn', text: 'No secret' };
  return lastDeliveryAt === null
    ? { shape: 'plain', text: 'Nothing came yet' }
    : { shape: 'good', text: 'Events come in' };
}

/** The bytes of a message as text; what is none is told in words. */
export function textOfBase64(base64: string): string {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return `${bytes.length} bytes that are no text: ${base64}`;
  }
}
