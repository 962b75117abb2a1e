/**
 * What stands at a path into JSON: names with dots between, places of lists in brackets, names with odd letters in
 * quotes: `data.items[0]["a.b"]`. Undefined where there is nothing.
 */
export function readJsonPath(json: unknown, path: string): unknown {
  let value = json;
  for (const [, name, place, quoted] of path.replace(/^\$\.?/, '').matchAll(step)) {
    if (typeof value !== 'object' || value === null) return undefined;
    const key = name ?? place ?? quoted ?? '';
    if (!Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

const step = /([^.[\]]+)|\[(\d+)\]|\["([^"]*)"\]/g;

/** As text, to be compared: strings as they are, everything else as JSON writes it. */
export function jsonText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
