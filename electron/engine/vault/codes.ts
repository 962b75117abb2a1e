import type { Caller } from '../../../shared/caller.ts';
import { AppError } from '../../../shared/errors.ts';
import type { codesContract, ShownCode } from '../../../shared/one-time-code.ts';
import type { SyncDomainHandlers } from '../../../shared/procedure.ts';
import { newChangeId } from '../database/journal.ts';
import { mayReach, requireWriter } from '../database/tenancy.ts';
import type { EntriesDeps } from './entries/entries.ts';
import type { HeldEntry } from './entries/entry-index.ts';
import { oneTimeCodeOf } from './entries/entry-contents.ts';
import { getSecret } from './entries/entry-repository.ts';
import { openSecret } from './entries/entry-sealing.ts';
import type { EntryWrites } from './entries/entry-writes.ts';
import { requireConfirmed, ticketOf } from './entries/reveal.ts';
import { codeAt, createCodeMaker, type CodeMaker } from './one-time-code/code-maker.ts';

export interface CodesDeps extends EntriesDeps {
  readonly writes: EntryWrites;
}

/** A look at all of them is recorded once in so long. */
const lookRecordedEveryMs = 10 * 60_000;

/** One-time codes of the entries that have one. */
export function createCodes(deps: CodesDeps) {
  const { db, clock, index, keys, writes } = deps;
  /** By entry: making a code anew costs less than opening its secret for it each time. */
  const makers = new Map<number, { readonly version: number; readonly maker: CodeMaker }>();
  const looked = new Map<string, number>();

  function makerOf(entry: HeldEntry): CodeMaker | undefined {
    const known = makers.get(entry.id);
    if (known?.version === entry.version) return known.maker;
    const secret = openSecret(keys(), entry, 'code', getSecret(db, entry.id, 'code'));
    if (!secret || !entry.card.code) return undefined;
    const maker = createCodeMaker(oneTimeCodeOf(entry.card.code, secret));
    secret.fill(0);
    known?.maker.forget();
    makers.set(entry.id, { version: entry.version, maker });
    return maker;
  }

  function show(entry: HeldEntry, at: number, hidden: boolean): ShownCode | undefined {
    const { id, organizationId, card } = entry;
    const shown = makerOf(entry)?.at(at);
    if (!shown || !card.code) return undefined;
    const { title, username, folder, tags, pinned, reprompt } = card;
    return {
      entryId: id,
      organizationId,
      title,
      username,
      folder,
      tags: [...tags],
      pinned,
      reprompt,
      ...card.code,
      code: hidden ? null : shown.code,
      next: hidden ? null : shown.next,
      validFrom: shown.startsAt,
      validUntil: shown.endsAt,
    };
  }

  function recordLook(caller: Caller): void {
    const who = `${caller.kind} ${caller.name}`;
    const last = looked.get(who);
    if (last !== undefined && clock.monotonic() - last < lookRecordedEveryMs) return;
    looked.set(who, clock.monotonic());
    deps.journal.audit(caller, {
      changeId: newChangeId(),
      entity: 'vault',
      entityId: null,
      organizationId: caller.organizationId,
      action: 'codes shown',
      changes: [],
    });
  }

  function held(caller: Caller, id: number): HeldEntry {
    const entry = index.get(id);
    if (entry && mayReach(caller, entry.organizationId)) return entry;
    throw new AppError('not_found', 'There is no such entry.');
  }

  const handlers: SyncDomainHandlers<typeof codesContract, Caller> = {
    list(caller, input) {
      requireWriter(caller);
      keys();
      const at = input.at ?? clock.now();
      const wanted = input.ids ? new Set(input.ids) : null;
      const codes: ShownCode[] = [];
      for (const entry of index.inOrder('pinned,title', byPinAndTitle)) {
        if (entry.card.code === null || !mayReach(caller, entry.organizationId)) continue;
        if (input.organizationId !== undefined && entry.organizationId !== input.organizationId) continue;
        if (wanted && !wanted.has(entry.id)) continue;
        const counted = entry.card.code.type === 'hotp' && !input.peek;
        const asks = entry.card.reprompt && caller.kind === 'technician' && !deps.confirmed();
        const shown = show(entry, at, counted || asks);
        if (shown) codes.push(shown);
      }
      recordLook(caller);
      return { at, codes };
    },
    use(caller, { entryId, ticketId }) {
      requireWriter(caller);
      keys();
      const entry = held(caller, entryId);
      if (!entry.card.code) throw new AppError('not_found', 'This entry has no one-time code.');
      return db.transaction(() => {
        requireConfirmed(deps, caller, entry.card);
        const ticket = ticketOf(deps, caller, ticketId);
        const open = writes.reach(caller, entryId);
        const code = open.contents.oneTimeCode;
        if (!code) throw new AppError('not_found', 'This entry has no one-time code.');
        const at = clock.now();
        const shown = codeAt(code, at);
        writes.audit(caller, open.place, 'code', newChangeId(), ticket);
        if (code.type === 'hotp') {
          // Counted before it is given away: a code must not be used twice, whatever happens next.
          const contents = { ...open.contents, oneTimeCode: { ...code, counter: code.counter + 1 } };
          writes.change(
            caller,
            open,
            { organizationId: open.place.organizationId, contents },
            'code',
            newChangeId(),
          );
        }
        return { ...show(entry, at, false)!, code: shown.code, next: shown.next, at };
      });
    },
  };

  return {
    handlers,
    /** The vault was locked: no secret stays behind. */
    drop(): void {
      for (const { maker } of makers.values()) maker.forget();
      makers.clear();
      looked.clear();
    },
  };
}

function byPinAndTitle(a: HeldEntry, b: HeldEntry): number {
  if (a.card.pinned !== b.card.pinned) return a.card.pinned ? -1 : 1;
  const [left, right] = [a.card.title.toLowerCase(), b.card.title.toLowerCase()];
  if (left !== right) return left < right ? -1 : 1;
  return a.id - b.id;
}
