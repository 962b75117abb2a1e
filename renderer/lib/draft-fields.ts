import { useCallback, useMemo } from 'react';
import { useDraft } from './drafts.ts';

export interface DraftFields<K extends string> {
  readonly values: Readonly<Record<K, string>>;
  readonly set: (field: K, value: string) => void;
  readonly flush: () => void;
  readonly clear: () => void;
  /** Something has been typed that differs from the start. */
  readonly dirty: boolean;
}

/** The stored text as fields; whatever does not fit the form is left out. */
export function readFields<K extends string>(
  text: string,
  initial: Readonly<Record<K, string>>,
): Record<K, string> {
  const values: Record<K, string> = { ...initial };
  if (text === '') return values;
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return values;
  }
  if (typeof stored !== 'object' || stored === null) return values;
  for (const field in initial) {
    const value: unknown = Object.getOwnPropertyDescriptor(stored, field)?.value;
    if (typeof value === 'string') values[field] = value;
  }
  return values;
}

/** A form whose every field survives a crash: all of it is one draft. */
export function useDraftFields<K extends string>(
  key: string,
  initial: Readonly<Record<K, string>>,
): DraftFields<K> {
  const { text, setText, flush, clear } = useDraft(key);
  // The initial values are the form's own and may be written in place; their text tells whether they changed.
  const start = JSON.stringify(initial);
  const values = useMemo(() => readFields(text, JSON.parse(start) as Record<K, string>), [text, start]);
  const set = useCallback(
    (field: K, value: string) => setText(JSON.stringify({ ...values, [field]: value })),
    [setText, values],
  );
  return { values, set, flush, clear, dirty: text !== '' && JSON.stringify(values) !== start };
}
