/** A base address as people type it, to put a path behind: without the slashes at its end. */
export function baseUrl(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
}
