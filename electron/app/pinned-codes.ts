import type { PushEvent } from '../../shared/events.ts';
import type { ShownCode } from '../../shared/one-time-code.ts';
import { unwrap } from './engine-answer.ts';

export interface PinnedCode {
  readonly entryId: number;
  readonly name: string;
}

/** As many as a menu can show without scrolling. */
const shownAtMost = 10;
const restMs = 200;

export interface PinnedCodes {
  vaultIsOpen(): boolean;
  list(): readonly PinnedCode[];
  /** Hears everything that the engine announces. */
  hear(event: PushEvent): void;
}

/** The names of pinned codes, for the tray: kept while the vault is open and dropped when it is locked. */
export function followPinnedCodes(deps: {
  readonly call: (path: string, input: unknown) => Promise<string>;
  readonly onChange: () => void;
}): PinnedCodes {
  let isOpen = false;
  let pinned: readonly PinnedCode[] = [];
  let timer: NodeJS.Timeout | undefined;

  async function read(): Promise<void> {
    let codes: readonly ShownCode[] = [];
    try {
      ({ codes } = unwrap(await deps.call('codes.list', {})) as { codes: readonly ShownCode[] });
    } catch {
      // Locked meanwhile, or the engine is away; it announces what comes next.
    }
    if (!isOpen) return;
    pinned = codes
      .filter((code) => code.pinned)
      .slice(0, shownAtMost)
      .map(({ entryId, issuer, title }) => ({ entryId, name: issuer || title }));
    deps.onChange();
  }

  function readSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void read(), restMs);
  }

  return {
    vaultIsOpen: () => isOpen,
    list: () => pinned,
    hear(event) {
      if (event.type === 'entries' && isOpen) readSoon();
      if (event.type !== 'vault') return;
      isOpen = event.state === 'unlocked';
      if (isOpen) readSoon();
      else pinned = [];
      deps.onChange();
    },
  };
}
