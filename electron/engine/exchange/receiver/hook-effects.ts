import type { Alert } from '../../../../shared/alert.ts';
import type { Caller } from '../../../../shared/caller.ts';
import type { RemoteValues } from '../../../../shared/remote.ts';
import { ticketPriority, ticketStatus } from '../../../../shared/ticket.ts';
import type { WritableDb } from '../../database/db.ts';
import type { SyncRoom } from '../connections/sync-room.ts';
import { findRemote, writeRemote, type HookOutcome, type WaitingHook } from './hook-repository.ts';
import type { ReceivedEvent } from './read-event.ts';

/** What an event of another service may do here; joined to the domains by `exchange-room.ts`. */
export interface EffectDeps {
  readonly db: WritableDb;
  /** Raises and clears what an event of that type tells of, under names of the connection's own. */
  readonly alerts: {
    take(
      event: { readonly type: string; readonly organizationId: number; readonly data: ReceivedEvent['data'] },
      connectionId: number,
    ): Pick<Alert, 'title'> | 'cleared' | 'nothing';
  };
  /** Tickets of other services all come in by one way, whoever tells of them. */
  readonly remotes: Pick<SyncRoom, 'hear'>;
  readonly assets: {
    /** One of that organization with this name. */
    named(organizationId: number, name: string): number | undefined;
    create(
      caller: Caller,
      asset: { readonly organizationId: number; readonly name: string } & AssetWords,
    ): number;
    update(caller: Caller, id: number, patch: Partial<{ readonly name: string } & AssetWords>): void;
    exists(caller: Caller, id: number): boolean;
  };
  readonly setPlan: (connectionId: number, plan: string) => void;
}

interface AssetWords {
  readonly type?: string;
  readonly status?: string;
  readonly hostname?: string;
  readonly serialNumber?: string;
}

const alertEvents = new Set([
  'monitor.down',
  'monitor.up',
  'breach.detected',
  'vault.breach',
  'vulnerability.found',
]);

/**
 * Does what an event says, in the caller's transaction, and tells what that was. Doing it again does nothing more:
 * records are known by their remote ids, and what is older than what is known changes nothing.
 */
export function applyEvent(
  deps: EffectDeps,
  caller: Caller,
  hook: WaitingHook,
  event: ReceivedEvent,
): HookOutcome {
  const { type } = event;
  if (type === null) return kept('It names no event.');
  if (alertEvents.has(type)) return applyAlert(deps, hook, event, type);
  if (type.startsWith('ticket.')) return applyTicket(deps, caller, hook, event, type);
  if (type.startsWith('asset.')) return applyAsset(deps, caller, hook, event, type);
  if (type === 'subscription.changed') return applyPlan(deps, hook, event);
  return kept('Nothing here follows from this event.');
}

function applyAlert(deps: EffectDeps, hook: WaitingHook, event: ReceivedEvent, type: string): HookOutcome {
  const { organizationId, connectionId } = hook;
  const subject = word(event.data['monitor_id']) || word(event.data['name']) || 'all';
  if (type.startsWith('monitor.')) {
    if (isOld(deps, hook, event, 'monitor', subject)) return kept(older);
    know(deps, hook, event, 'monitor', subject, 0);
  }
  const result = deps.alerts.take({ type, organizationId, data: event.data }, connectionId);
  if (result === 'nothing') return kept('There was no alert to end.');
  return applied(result === 'cleared' ? 'Ended its alert.' : `Alert: ${result.title}`, '/alerts');
}

function applyTicket(
  deps: EffectDeps,
  caller: Caller,
  hook: WaitingHook,
  event: ReceivedEvent,
  type: string,
): HookOutcome {
  const remoteId = word(event.data['id']) || word(event.data['ticketNumber']);
  if (remoteId === '') return kept('It does not say which ticket it is about.');
  if (isOld(deps, hook, event, 'ticket', remoteId)) return kept(older);
  const values = ticketValuesOf(event.data, type);
  const told = deps.remotes.hear(hook.connectionId, {
    remoteId,
    at: event.at,
    values,
    // An event tells little: what it leaves out is read with the next run, where there are runs.
    firstValues: {
      subject: values.subject ?? `Ticket ${remoteId}`,
      description: word(event.data['description']) || `From ${caller.name}: ${remoteId}`,
    },
    opens: type !== 'ticket.resolved',
  });
  if (typeof told === 'string') return kept(notTaken[told]);
  const { ticketId, outcome } = told;
  if (ticketId === null) return kept('Its ticket was removed here.');
  return applied(
    outcome === 'new' ? `Opened ticket ${ticketId}.` : `Changed ticket ${ticketId}.`,
    `/tickets/${ticketId}`,
  );
}

const notTaken = {
  unknown: 'No ticket of ours is that one.',
  opening: 'It is one that is being opened there from here.',
  known: 'What was read since says as much.',
};

function ticketValuesOf(data: ReceivedEvent['data'], type: string): RemoteValues {
  const subject = word(data['subject']) || word(data['title']);
  const status = ticketStatus.safeParse(lower(data['status'])).data;
  const priority = ticketPriority.safeParse(lower(data['priority'])).data;
  const resolution = word(data['resolution']);
  return {
    ...(/\S/.test(subject) && { subject: subject.slice(0, 500) }),
    ...(priority && { priority }),
    ...(type === 'ticket.resolved' ? { status: 'resolved' as const } : status && { status }),
    ...(type === 'ticket.resolved' && resolution !== '' && { resolution }),
  };
}

function applyAsset(
  deps: EffectDeps,
  caller: Caller,
  hook: WaitingHook,
  event: ReceivedEvent,
  type: string,
): HookOutcome {
  const { data } = event;
  const remoteId = word(data['asset_id']) || word(data['id']);
  const name = word(data['name']) || word(data['hostname']);
  if (remoteId === '') return kept('It does not say which asset it is about.');
  if (isOld(deps, hook, event, 'asset', remoteId)) return kept(older);
  const known = findRemote(deps.db, hook.connectionId, 'asset', remoteId)?.localId;
  const words = assetWordsOf(data);
  const localId =
    known !== undefined && deps.assets.exists(caller, known)
      ? known
      : deps.assets.named(hook.organizationId, name);
  if (localId !== undefined) {
    // Ours stays: it is known here by more than the other service does.
    const patch = type === 'asset.deleted' ? { status: 'retired' } : { ...(name && { name }), ...words };
    deps.assets.update(caller, localId, patch);
    know(deps, hook, event, 'asset', remoteId, localId);
    return applied(
      type === 'asset.deleted' ? 'Retired the asset.' : 'Changed the asset.',
      `/assets/${localId}`,
    );
  }
  if (type === 'asset.deleted' || !/\S/.test(name)) return kept('No asset of ours is that one.');
  const created = deps.assets.create(caller, { organizationId: hook.organizationId, name, ...words });
  know(deps, hook, event, 'asset', remoteId, created);
  return applied('Added the asset.', `/assets/${created}`);
}

function assetWordsOf(data: ReceivedEvent['data']): AssetWords {
  const fields = {
    type: short(data['asset_type']) || short(data['type']),
    status: short(data['status']),
    hostname: short(data['hostname'], 253),
    serialNumber: short(data['serial_number'], 120) || short(data['serialNumber'], 120),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => /\S/.test(value)));
}

function applyPlan(deps: EffectDeps, hook: WaitingHook, event: ReceivedEvent): HookOutcome {
  const plan = short(event.data['newPlan'], 100);
  if (plan === '') return kept('It names no plan.');
  if (isOld(deps, hook, event, 'plan', 'plan')) return kept(older);
  know(deps, hook, event, 'plan', 'plan', 0);
  deps.setPlan(hook.connectionId, plan);
  return applied(`The plan is ${plan} now.`, null);
}

type Noun = Parameters<typeof findRemote>[2];

const older = 'It is older than what is known already.';

/** Services send again and out of order; what happened before what is known tells nothing new. */
function isOld(
  { db }: EffectDeps,
  hook: WaitingHook,
  event: ReceivedEvent,
  noun: Noun,
  remoteId: string,
): boolean {
  const known = findRemote(db, hook.connectionId, noun, remoteId);
  return known !== undefined && event.at !== null && event.at < known.knownAt;
}

function know(
  { db }: EffectDeps,
  hook: WaitingHook,
  event: ReceivedEvent,
  noun: Noun,
  remoteId: string,
  localId: number,
): void {
  const known = findRemote(db, hook.connectionId, noun, remoteId);
  const knownAt = Math.max(known?.knownAt ?? 0, event.at ?? 0);
  writeRemote(db, hook.connectionId, noun, remoteId, { localId, knownAt });
}

function applied(outcome: string, link: string | null): HookOutcome {
  return { state: 'applied', outcome, link };
}

function kept(outcome: string): HookOutcome {
  return { state: 'kept', outcome, link: null };
}

function word(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 5000) : '';
}

function short(value: unknown, most = 60): string {
  return word(value).slice(0, most);
}

function lower(value: unknown): string {
  return word(value).toLowerCase();
}
