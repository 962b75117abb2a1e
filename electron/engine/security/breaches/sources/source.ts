import type { BreachFailure, BreachSourceKind } from '../../../../../shared/breach.ts';

/** A breach as a source tells of it. */
export interface FoundBreach {
  readonly name: string;
  /** As `2026-03-20`. */
  readonly date: string | null;
  /** In OneClickIT's words. */
  readonly dataTypes: readonly string[];
  /** Its name in the catalogue, where the source knows it by that. */
  readonly catalogueName: string | null;
}

export interface FoundPaste {
  readonly source: string;
  readonly pasteId: string;
  readonly title: string | null;
  readonly at: number | null;
  readonly emailCount: number;
}

export interface Found {
  readonly state: 'found';
  readonly breaches: readonly FoundBreach[];
  readonly pastes: readonly FoundPaste[];
}

export interface NotChecked {
  readonly state: 'not_checked';
  readonly failure: BreachFailure;
  readonly detail: string;
  readonly retryAfterMs: number | null;
}

/** What a source says of an address. `clean` is said only by a source that was asked, answered, and found nothing. */
export type SourceAnswer = Found | { readonly state: 'clean' } | NotChecked;

export function notChecked(
  failure: BreachFailure,
  detail: string,
  retryAfterMs: number | null = null,
): NotChecked {
  return { state: 'not_checked', failure, detail, retryAfterMs };
}

/** Whoever sits there and waits goes before what runs behind the calls. */
export interface LookOptions {
  readonly urgency: 'urgent' | 'patient';
  readonly signal?: AbortSignal;
}

/** Something that can be asked of an address. It never throws: whatever goes wrong is `not_checked`. */
export interface BreachLookup {
  readonly kind: BreachSourceKind;
  readonly name: string;
  look(email: string, options: LookOptions): Promise<SourceAnswer>;
  requestsPerMinute(): number;
  /** Milliseconds that it wants to be left alone. */
  pausedFor(): number;
}
