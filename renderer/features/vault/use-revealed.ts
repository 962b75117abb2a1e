import { useCallback, useEffect, useState } from 'react';
import { create } from 'zustand';
import type { RevealedEntry, SecretPart } from '../../../shared/entries-contract.ts';
import { client, errorMessage } from '../../lib/client.ts';
import { showFailure } from '../../lib/toasts.ts';
import { askToConfirm } from '../../lib/confirmation.ts';
import { ticketAtHand } from '../../lib/copy-from-entry.ts';

/** The entry whose secrets a key asked for; one that is still on its way shows them when it has come. */
export const useWishToSee = create<{ id: number | null }>(() => ({ id: null }));

/** A secret stays on the screen no longer than it takes to type it off. */
export const hideAfterMs = 30_000;

export interface Revealed {
  /** What is shown now; null while everything is hidden. */
  readonly shown: RevealedEntry | null;
  readonly show: () => Promise<void>;
  readonly hide: () => void;
  readonly toggle: () => void;
}

/** Some secrets of one entry, shown on demand. They are in this component's state and nowhere else, and go with it. */
export function useRevealed(
  entry: { readonly id: number; readonly title: string; readonly reprompt: boolean },
  parts: readonly SecretPart[],
): Revealed {
  const [shown, setShown] = useState<RevealedEntry | null>(null);
  const hide = useCallback(() => setShown(null), []);
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(hide, hideAfterMs);
    return () => clearTimeout(timer);
  }, [shown, hide]);
  const show = async () => {
    try {
      if (entry.reprompt && !(await askToConfirm(entry.title))) return;
      setShown(await client.entries.reveal({ id: entry.id, parts: [...parts], ticketId: ticketAtHand() }));
    } catch (error) {
      showFailure(`Not shown: ${errorMessage(error)}`);
    }
  };
  return { shown, show, hide, toggle: () => (shown ? hide() : void show()) };
}
