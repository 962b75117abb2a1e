/** An event as it came from another service. */
export interface ReceivedEvent {
  /** As the sender calls it; null where it names none. */
  readonly type: string | null;
  /** Epoch ms; null where it says none that can be read. */
  readonly at: number | null;
  readonly data: Readonly<Record<string, unknown>>;
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const deepest = 100;

/**
 * Reads the bytes of a body. Whatever is in it is only ever compared and copied as text and numbers: keys like
 * `__proto__` are data of no meaning.
 * @returns undefined where it is no JSON object, or nested deeper than anything that means something
 */
export function readEvent(body: Uint8Array): ReceivedEvent | undefined {
  try {
    const text = decoder.decode(body);
    if (isTooDeep(text)) return undefined;
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const { event, timestamp, data } = value as Record<string, unknown>;
    return {
      type: typeof event === 'string' ? event.slice(0, 200) : null,
      at: momentOf(timestamp),
      data: typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {},
    };
  } catch {
    return undefined; // no UTF-8, or no JSON
  }
}

/** Counts brackets outside of texts, so that a parser is never asked to follow them down. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5c && inText) at += 1;
    else if (code === 0x22) inText = !inText;
    else if (!inText && (code === 0x7b || code === 0x5b)) depth += 1;
    else if (!inText && (code === 0x7d || code === 0x5d)) depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** ISO 8601, also with the stray spaces of one vendor's page, or Unix seconds as another's code sends them. */
function momentOf(timestamp: unknown): number | null {
  if (typeof timestamp === 'number') return Number.isFinite(timestamp) ? timestamp * 1000 : null;
  if (typeof timestamp !== 'string' || timestamp.length > 60) return null;
  const at = Date.parse(timestamp.replaceAll(' ', ''));
  return Number.isNaN(at) ? null : at;
}
