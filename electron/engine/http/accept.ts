/**
 * A browser names HTML before it says that anything will do; programs ask for JSON or for anything. Of two that
 * weigh the same (RFC 9110, 12.5.1) the one named first is meant, and JSON where neither is.
 */
export function prefersHtml(accept: string): boolean {
  const ranges = accept.toLowerCase().split(',').map(readRange);
  const html = wishFor('text/html', ranges);
  const json = wishFor('application/json', ranges);
  if (html.weight !== json.weight) return html.weight > json.weight;
  return html.weight > 0 && html.at < json.at;
}

interface MediaRange {
  readonly type: string;
  readonly weight: number;
  /** Its place in the header. */
  readonly at: number;
}

function readRange(text: string, at: number): MediaRange {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, weight: weight === undefined ? 1 : Number.parseFloat(weight) || 0, at };
}

/** The narrowest range that a type lies in speaks for it; of none it weighs nothing. */
function wishFor(type: string, ranges: readonly MediaRange[]): MediaRange {
  for (const name of [type, `${type.split('/', 1)[0]!}/*`, '*/*']) {
    const range = ranges.find((each) => each.type === name);
    if (range) return range;
  }
  return { type, weight: 0, at: ranges.length };
}
