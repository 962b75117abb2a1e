import { useCallback, useEffect, useState } from 'react';
import { client } from './client.ts';

const saveAfterMs = 250;

interface Draft {
  text: string;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** What the engine holds, as far as this window knows. */
  saved: string | undefined;
}

/** Every unsent text of this window; outlives the components that show it. */
const drafts = new Map<string, Draft>();

function draftFor(key: string): Draft {
  let draft = drafts.get(key);
  if (!draft) {
    draft = { text: '', timer: undefined, saved: undefined };
    drafts.set(key, draft);
  }
  return draft;
}

async function save(key: string): Promise<void> {
  const draft = drafts.get(key);
  if (!draft) return;
  clearTimeout(draft.timer);
  draft.timer = undefined;
  const { text } = draft;
  if (text === draft.saved) return;
  try {
    await client.drafts.save({ key, text });
    draft.saved = text;
  } catch {
    // The engine may be restarting: the text stays here and is tried again while the window lives.
    draft.timer ??= setTimeout(() => void save(key), 1000);
  }
}

/** Keeps unsent text; it reaches the disk at most 300 ms later. */
export function writeDraft(key: string, text: string): void {
  const draft = draftFor(key);
  draft.text = text;
  // Not pushed back by each key: a steady typist loses no more than one who stops.
  draft.timer ??= setTimeout(() => void save(key), saveAfterMs);
}

export function flushDrafts(): void {
  for (const [key, draft] of drafts) if (draft.timer !== undefined) void save(key);
}

/** The unsent text under a key: from this window, else from the engine. */
export async function readDraft(key: string): Promise<string> {
  const known = drafts.get(key);
  if (known) return known.text;
  const stored = await client.drafts.get({ key });
  const draft = draftFor(key);
  if (draft.timer === undefined && draft.saved === undefined) {
    draft.text = stored?.text ?? '';
    draft.saved = draft.text;
  }
  return draft.text;
}

/** Saves what is pending when the window loses focus or goes away. */
export function followWindowForDrafts(target: Window): () => void {
  target.addEventListener('blur', flushDrafts);
  target.addEventListener('pagehide', flushDrafts);
  return () => {
    target.removeEventListener('blur', flushDrafts);
    target.removeEventListener('pagehide', flushDrafts);
  };
}

export interface DraftField {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly flush: () => void;
  readonly clear: () => void;
}

/** A text field that survives crashes. While the stored text is on its way, what is typed wins. */
export function useDraft(key: string): DraftField {
  const [state, setState] = useState(() => ({ key, text: drafts.get(key)?.text ?? '' }));
  if (state.key !== key) setState({ key, text: drafts.get(key)?.text ?? '' });
  useEffect(() => {
    let alive = true;
    readDraft(key).then(
      (text) => alive && setState({ key, text }),
      () => undefined,
    );
    return () => {
      alive = false;
      flushDrafts();
    };
  }, [key]);
  const setText = useCallback(
    (text: string) => {
      setState({ key, text });
      writeDraft(key, text);
    },
    [key],
  );
  const clear = useCallback(() => {
    setText('');
    void save(key);
  }, [key, setText]);
  return { text: state.text, setText, flush: flushDrafts, clear };
}
