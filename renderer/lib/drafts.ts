import { useCallback, useEffect, useState } from 'react';
import { askOnce } from './ask-once.ts';
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

/** Everything unsent that an earlier window left. Asked for once: from then on only this window writes drafts. */
const loadDrafts = askOnce(async () => {
  for (const { key, text } of await client.drafts.list({})) {
    const draft = draftFor(key);
    // What was typed meanwhile is newer.
    if (draft.timer === undefined && draft.saved === undefined) Object.assign(draft, { text, saved: text });
  }
});

/** The unsent text under a key, empty where there is none. */
export async function readDraft(key: string): Promise<string> {
  await loadDrafts();
  return drafts.get(key)?.text ?? '';
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

export interface InlineField {
  /** Null while the text stands there plain; else what the open field holds. */
  readonly text: string | null;
  /** True where a person opened it just now, and not a draft of before: only then may it take the cursor. */
  readonly asked: boolean;
  readonly open: (text: string) => void;
  readonly type: (text: string) => void;
  readonly close: () => void;
}

/** A text that turns into a field where it stands. What was typed into it is a draft and opens it again. */
export function useInlineField(key: string): InlineField {
  const draft = useDraft(key);
  const [opened, setOpened] = useState<{ key: string; text: string } | null>(null);
  const own = opened?.key === key ? opened.text : null;
  return {
    text: draft.text === '' ? own : draft.text,
    asked: own !== null,
    open: (text) => setOpened({ key, text }),
    type(text) {
      setOpened({ key, text });
      draft.setText(text);
    },
    close() {
      setOpened(null);
      draft.clear();
    },
  };
}
